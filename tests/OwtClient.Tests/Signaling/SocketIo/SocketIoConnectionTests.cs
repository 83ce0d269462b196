using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Signaling;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

/// <summary>One connection without any socket: the test plays the server, packet by packet, in virtual time.</summary>
public sealed class SocketIoConnectionTests : IAsyncDisposable
{
    private const string Handshake = """0{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":5000}""";
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedTransport _server = new();
    private readonly ConnectionEvents _events = new();
    private readonly Dictionary<SocketIoConnection, ConnectionEvents> _eventsOf = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Version4_AsksForTheNamespace_AndIsOpenWhenTheServerAgrees()
    {
        await using var connection = Create(4);
        var opening = connection.OpenAsync(Ct);

        _server.Arrive(Handshake);
        Assert.Equal("40", await _server.SentAsync());
        Assert.False(opening.IsCompleted);
        _server.Arrive("""40{"sid":"def"}""");

        await opening;
    }

    [Fact]
    public async Task Version3_IsOpenedByTheServer_WithoutASingleWord()
    {
        await using var connection = Create(3);
        var opening = connection.OpenAsync(Ct);

        _server.Arrive(Handshake);
        _server.Arrive("40");
        await opening;

        Assert.False(_server.TryTakeSent(out _));
    }

    [Fact]
    public async Task Version4_AgainstAnOlderServer_FailsAsSuch()
    {
        await using var connection = Create(4);
        var opening = connection.OpenAsync(Ct);

        _server.Arrive(Handshake);
        _server.Arrive("40");

        await Assert.ThrowsAsync<WrongEngineIoVersionException>(() => opening);
        Assert.False(_events.IsEnded);
    }

    [Theory]
    [InlineData(4, """44{"message":"Not today"}""")]
    [InlineData(3, "44\"Not today\"")]
    public async Task RefusedNamespace_FailsTheOpening(int version, string packet)
    {
        await using var connection = Create(version);
        var opening = connection.OpenAsync(Ct);

        _server.Arrive(Handshake);
        _server.Arrive(packet);

        Assert.Contains("refused", (await Assert.ThrowsAsync<EngineIoException>(() => opening)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense is no handshake")]
    [InlineData("0{}")]
    [InlineData("42[\"event\"]")]
    [InlineData(null)]
    public async Task ServerThatDoesNotOpen_FailsTheOpening(string? packet)
    {
        await using var connection = Create(4);
        var opening = connection.OpenAsync(Ct);

        _server.Arrive(packet);
        _server.Arrive(null);

        await Assert.ThrowsAsync<EngineIoException>(() => opening);
    }

    [Fact]
    public async Task Requests_AreNumberedAndGetTheirOwnAnswers_InAnyOrder()
    {
        await using var connection = await OpenAsync(4);

        var first = connection.SendAsync("publish", JsonDocument.Parse("""{"a":"é"}""").RootElement);
        var second = connection.SendAsync("logout", null);
        Assert.Equal("""420["publish",{"a":"é"}]""", await _server.SentAsync());
        Assert.Equal("""421["logout"]""", await _server.SentAsync());
        _server.Arrive("""431["ok"]""");
        _server.Arrive("""430["ok",{"id":"x"}]""");

        Assert.Equal("x", (await first).Arguments[1].GetProperty("id").GetString());
        Assert.Equal("ok", Assert.Single((await second).Arguments).GetString());
    }

    [Fact]
    public async Task AnswerThatComesTwiceOrUnasked_ChangesNothing()
    {
        await using var connection = await OpenAsync(4);

        var request = connection.SendAsync("text", null);
        _server.Arrive("""430["ok"]""");
        _server.Arrive("""430["error","again"]""");
        _server.Arrive("""4377["ok"]""");
        _server.Arrive("""42["text"]""");

        Assert.Equal("ok", (await request).Arguments[0].GetString());
        Assert.Equal("text", (await _events.Received.Reader.ReadAsync(Ct)).Name);
    }

    [Fact]
    public async Task Version4_AnswersPings()
    {
        await using var connection = await OpenAsync(4);

        _server.Arrive("2");

        Assert.Equal("3", await _server.SentAsync());
    }

    [Fact]
    public async Task Version3_PingsInVirtualTime_AndNoticesSilence()
    {
        await using var connection = await OpenAsync(3);
        var pending = connection.SendAsync("silent", null);
        Assert.StartsWith("42", await _server.SentAsync(), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("2", await _server.SentAsync());
        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.False(_events.IsEnded);
        _time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal(SignalingDisconnectReason.PingTimeout, await _events.Ended);
        await Assert.ThrowsAsync<SignalingException>(() => pending);
    }

    [Theory]
    [InlineData("1", SignalingDisconnectReason.ConnectionLost)]
    [InlineData("41", SignalingDisconnectReason.ServerClosed)]
    [InlineData(null, SignalingDisconnectReason.ConnectionLost)]
    public async Task End_FailsPendingRequests_AndIsToldOnce(string? packet, SignalingDisconnectReason reason)
    {
        await using var connection = await OpenAsync(4);
        var pending = connection.SendAsync("publish", null);

        _server.Arrive(packet);
        _server.Arrive(null);

        await Assert.ThrowsAsync<SignalingException>(() => pending);
        Assert.Equal(reason, await _events.Ended);
        await Assert.ThrowsAsync<SignalingException>(() => connection.SendAsync("publish", null));
    }

    [Fact]
    public async Task Disposing_SaysGoodbye_AndTellsNobody()
    {
        var connection = await OpenAsync(4);
        var pending = connection.SendAsync("publish", null);
        await _server.SentAsync();

        await connection.DisposeAsync();
        await connection.DisposeAsync();

        Assert.Equal("41", await _server.SentAsync());
        Assert.True(_server.IsDisposed);
        Assert.False(_events.IsEnded);
        await Assert.ThrowsAsync<SignalingException>(() => pending);
    }

    /// <summary>Whatever a server sends, the connection goes on or ends: it never falls silent with somebody waiting.</summary>
    [Theory]
    [InlineData("""42["stream",{"id":"a","data":[1,null]}]""")]
    [InlineData("""430["ok",{"id":"x"}]""")]
    [InlineData("""40{"sid":"def"}""")]
    [InlineData("""44{"message":"no"}""")]
    [InlineData("""451-["a",{"_placeholder":true,"num":0}]""")]
    [InlineData("2probe")]
    public async Task DamagedPackets_NeverLeaveAnybodyWaiting(string packet)
    {
        var texts = Damage.EachCharacter(packet).Concat(Enumerable.Range(0, packet.Length).Select(length => packet[..length]));
        var transport = new ScriptedTransport();
        var connection = await OpenAsync(transport);
        foreach (var text in texts)
        {
            transport.Arrive(text);
            transport.Arrive("""42["marker"]""");
            if (await IsAliveAsync(connection)) continue;
            await connection.DisposeAsync();
            transport = new ScriptedTransport();
            connection = await OpenAsync(transport);
        }

        await connection.DisposeAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<bool> IsAliveAsync(SocketIoConnection connection)
    {
        var events = _eventsOf[connection];
        while (true)
        {
            var received = events.Received.Reader.WaitToReadAsync(Ct).AsTask();
            await Task.WhenAny(received, events.Ended).WaitAsync(Ct);
            while (events.Received.Reader.TryRead(out var next))
            {
                if (next.Name == "marker") return true;
            }

            if (events.IsEnded) return false;
        }
    }

    private async Task<SocketIoConnection> OpenAsync(ScriptedTransport transport)
    {
        var events = new ConnectionEvents();
        var connection = Create(4, transport, events);
        _eventsOf[connection] = events;
        transport.Arrive(Handshake);
        transport.Arrive("""40{"sid":"def"}""");
        await connection.OpenAsync(Ct);
        return connection;
    }

    private async Task<SocketIoConnection> OpenAsync(int version)
    {
        var connection = Create(version, _server, _events);
        _server.Arrive(Handshake);
        _server.Arrive(version == 4 ? """40{"sid":"def"}""" : "40");
        await connection.OpenAsync(Ct);
        if (version == 4) Assert.Equal("40", await _server.SentAsync());
        return connection;
    }

    private SocketIoConnection Create(int version) => Create(version, _server, _events);

    private SocketIoConnection Create(int version, ScriptedTransport transport, ConnectionEvents events) => new(
        new Uri("http://portal.example"), transport, version, events, new SocketIoSignalingOptions { TimeProvider = _time }, NullLogger.Instance);
}
