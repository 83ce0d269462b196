using Microsoft.Extensions.Time.Testing;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

public class DtlsLifetimeTests
{
    private static DtlsPath Nowhere => DtlsPath.Losing(_ => true);

    [Fact]
    public async Task DisposedInTheMiddle_TheThreadEndsAndNothingIsReported()
    {
        var pair = new DtlsPair(toClient: Nowhere);
        pair.Server.Engine.Start();
        pair.Client.Engine.Start();
        while (pair.Server.HandshakeThread is null || pair.Client.HandshakeThread is null) await Task.Yield();

        await pair.DisposeAsync();
        await pair.DisposeAsync();

        Assert.False(IsRunning(pair.Client.HandshakeThread));
        Assert.False(IsRunning(pair.Server.HandshakeThread));
        Assert.Equal(DtlsTransportState.Closed, pair.Client.Engine.State);
        Assert.False(pair.Client.Failed.IsCompleted);
        Assert.False(pair.Server.Failed.IsCompleted);
        pair.Client.Engine.HandleDatagram([22, 254, 253]);
        pair.Client.Engine.Start();
        Assert.Equal(DtlsTransportState.Closed, pair.Client.Engine.State);
    }

    [Fact]
    public async Task NeverStarted_DisposesAtOnce()
    {
        var pair = new DtlsPair();

        await pair.DisposeAsync();

        Assert.Equal(DtlsTransportState.Closed, pair.Server.Engine.State);
    }

    [Fact]
    public async Task Deadline_NotATickBefore_ThenFails()
    {
        var time = new FakeTimeProvider();
        await using var pair = new DtlsPair(
            client: o => o with { TimeProvider = time, HandshakeTimeout = TimeSpan.FromSeconds(10) },
            toServer: Nowhere);
        pair.Client.Engine.Start();

        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.Equal(DtlsTransportState.Connecting, pair.Client.Engine.State);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(DtlsFailure.Timeout, await pair.Client.Failed);
        Assert.Equal(DtlsTransportState.Failed, pair.Client.Engine.State);
    }

    [Fact]
    public async Task Connected_TheThreadIsGone()
    {
        await using var pair = new DtlsPair();

        await pair.ConnectAsync();
        var (client, server) = (pair.Client.HandshakeThread!, pair.Server.HandshakeThread!);

        Assert.True(client.Join(TimeSpan.FromSeconds(10)));
        Assert.True(server.Join(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_TellsThePeer(bool clientCloses)
    {
        await using var pair = new DtlsPair();
        await pair.ConnectAsync();
        var (closing, other) = clientCloses ? (pair.Client, pair.Server) : (pair.Server, pair.Client);

        closing.Engine.Close();
        closing.Engine.Close();

        await other.Closed;
        Assert.Equal(DtlsTransportState.Closed, closing.Engine.State);
        Assert.Equal(DtlsTransportState.Closed, other.Engine.State);
        Assert.False(closing.Closed.IsCompleted);
    }

    /// <summary>RFC 6347 §4.2.4: who sent the last flight sends it again when the peer repeats its own, long after the thread has ended.</summary>
    [Fact]
    public async Task LastFlightLost_IsSentAgainWithoutAThread()
    {
        var toClient = DtlsPath.Losing(n => n == 1); // ServerHello to ServerHelloDone passes, Finished is lost
        await using var pair = new DtlsPair(toClient: toClient);
        pair.Server.Engine.Start();
        pair.Client.Engine.Start();

        var server = await pair.Server.Connected;
        Assert.True(pair.Server.HandshakeThread!.Join(TimeSpan.FromSeconds(10)));
        var client = await pair.Client.Connected;

        DtlsHandshakeTests.AssertSameKeys(client, server);
        Assert.True(toClient.Sent.Count >= 3);
    }

    [Fact]
    public async Task GarbageWhenConnected_ChangesNothing()
    {
        await using var pair = new DtlsPair();
        await pair.ConnectAsync();
        var random = new Random(3);
        var sent = pair.Client.Path.Sent.Concat(pair.Server.Path.Sent).ToArray();
        for (var i = 0; i < 500; i++)
        {
            var datagram = sent[random.Next(sent.Length)].ToArray();
            datagram[random.Next(datagram.Length)] ^= (byte)random.Next(1, 256);
            pair.Client.Engine.HandleDatagram(datagram);
            pair.Server.Engine.HandleDatagram(datagram.AsSpan(0, random.Next(datagram.Length)));
            pair.Server.Engine.HandleDatagram([23, 254, 253, 0, 1, .. datagram]);
        }

        Assert.Equal(DtlsTransportState.Connected, pair.Client.Engine.State);
        Assert.Equal(DtlsTransportState.Connected, pair.Server.Engine.State);
        pair.Client.Engine.Close();
        await pair.Server.Closed;
    }

    // A thread that reported its end is a few instructions away from it.
    private static bool IsRunning(Thread thread) => !thread.Join(TimeSpan.FromSeconds(10));
}
