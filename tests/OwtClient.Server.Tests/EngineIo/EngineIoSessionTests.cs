using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.EngineIo;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>The session without any transport, in virtual time.</summary>
public class EngineIoSessionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Messages_ReachTheHandlerInOrder_AndTheEndIsLast()
    {
        var session = Create(EngineIoVersion.V4);
        var handler = new RecordingHandler();
        var run = session.RunAsync(handler);

        foreach (var text in (string[])["4a", "4b", "4c", "1"]) await session.ReceiveAsync(Bytes(text));
        await run;

        Assert.Equal(["a", "b", "c"], handler.Messages);
        Assert.Equal(EngineIoCloseReason.ClientClosed, handler.Closed);
        Assert.True(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task HandlerBug_IsContained()
    {
        var session = Create(EngineIoVersion.V4);
        var handler = new RecordingHandler(_ => throw new InvalidOperationException("A handler's bug."));
        var run = session.RunAsync(handler);

        await session.ReceiveAsync(Bytes("4a"));
        await session.ReceiveAsync(Bytes("4b"));
        session.Close(EngineIoCloseReason.TransportClosed);
        await run;

        Assert.Equal(["a", "b"], handler.Messages);
    }

    [Fact]
    public void Version4_PingIsQueued_AndSilenceCloses()
    {
        var session = Create(EngineIoVersion.V4);

        _time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("2", Taken(session));
        _time.Advance(TimeSpan.FromSeconds(19.999));
        Assert.False(session.Closed.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.True(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Version4_AnsweredPings_KeepTheSession()
    {
        var session = Create(EngineIoVersion.V4);

        for (var i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(25));
            Assert.Equal("2", Taken(session));
            await session.ReceiveAsync(Bytes("3"));
        }

        Assert.False(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Version3_PingIsAnsweredWithItsText()
    {
        var session = Create(EngineIoVersion.V3);

        await session.ReceiveAsync(Bytes("2text"));

        Assert.Equal("3text", Taken(session));
        _time.Advance(TimeSpan.FromSeconds(44.999));
        Assert.False(session.Closed.IsCancellationRequested);
        _time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(session.Closed.IsCancellationRequested);
    }

    [Theory]
    [InlineData(EngineIoVersion.V4, "2")] // there the server pings
    [InlineData(EngineIoVersion.V3, "3")]
    [InlineData(EngineIoVersion.V4, "0{}")]
    [InlineData(EngineIoVersion.V4, "bAAEC")] // base64: nothing above uses it
    [InlineData(EngineIoVersion.V3, "7")]
    public async Task PacketThatDoesNotBelongThere_ClosesTheSession(object version, string packet)
    {
        var session = Create((EngineIoVersion)version);
        var handler = new RecordingHandler();
        var run = session.RunAsync(handler);

        await session.ReceiveAsync(Bytes(packet));
        await run;

        Assert.Equal(EngineIoCloseReason.ProtocolError, handler.Closed);
    }

    [Fact]
    public async Task TooManyQueuedPackets_CloseTheSession()
    {
        var session = Create(EngineIoVersion.V4, new EngineIoOptions { MaxQueuedPackets = 3 });
        var handler = new RecordingHandler();
        var run = session.RunAsync(handler);

        for (var i = 0; i < 3; i++) session.Send(Bytes("4x"));
        Assert.False(session.Closed.IsCancellationRequested);
        session.Send(Bytes("4x"));
        await run;

        Assert.Equal(EngineIoCloseReason.QueueOverflow, handler.Closed);
    }

    [Fact]
    public void TooManyQueuedBytes_CloseTheSession_AndTakenOnesDoNotCount()
    {
        var session = Create(EngineIoVersion.V4, new EngineIoOptions { MaxQueuedBytes = 10 });

        session.Send(Bytes("4234567890"));
        Assert.Equal("4234567890", Taken(session));
        session.Send(Bytes("4234567890"));
        Assert.False(session.Closed.IsCancellationRequested);
        session.Send(Bytes("4"));

        Assert.True(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task CloseAfterFlush_KeepsWhatWasSentForALimitedTime()
    {
        var session = Create(EngineIoVersion.V4);
        var handler = new RecordingHandler();
        var run = session.RunAsync(handler);

        session.Send(Bytes("4last"));
        session.CloseAfterFlush(EngineIoCloseReason.ServerClosed);
        session.Send(Bytes("4too late"));
        await run;

        Assert.Equal(EngineIoCloseReason.ServerClosed, handler.Closed);
        Assert.False(session.Closed.IsCancellationRequested);
        Assert.Equal("4last", Taken(session));
        Assert.False(await session.Outgoing.WaitAsync(TestContext.Current.CancellationToken));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(session.Closed.IsCancellationRequested);
    }

    [Fact]
    public void Ids_AreTwentyCharactersOfTheAlphabet()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => SessionId.Create()).ToList();

        Assert.All(ids, id => Assert.Matches("^[0-9A-Za-z_-]{20}$", id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Taken(EngineIoSession session)
    {
        Assert.True(session.Outgoing.TryTake(out var packet));
        return Encoding.UTF8.GetString(packet);
    }

    private EngineIoSession Create(EngineIoVersion version, EngineIoOptions? options = null) =>
        new("id", version, options ?? new EngineIoOptions(), _time, NullLogger.Instance);
}
