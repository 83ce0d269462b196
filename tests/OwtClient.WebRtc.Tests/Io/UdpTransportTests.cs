using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Io;

namespace OwtClient.WebRtc.Tests.Io;

public sealed class UdpTransportTests : IDisposable
{
    private static readonly UdpTransportOptions Loopback = new() { LoopbackOnly = true };
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly UdpTransport _left = new(Loopback, NullLogger.Instance);
    private readonly UdpTransport _right = new(Loopback, NullLogger.Instance);

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }

    [Fact]
    public async Task TwoFactories_ManyConnections_EachGetsItsOwnDataOnFewSockets()
    {
        await ConnectManyAsync(_left, _right, 30);

        // Thirty ways need about the square root of thirty sockets per address on each side, not thirty.
        Assert.InRange(_left.SocketCount + _right.SocketCount, 2, 32);
    }

    [Fact]
    public Task OneFactoryOnBothEnds_EachGetsItsOwnData() => ConnectManyAsync(_left, _left, 10);

    [Fact]
    public async Task ConnectionsThatCameAndWent_LeaveTheirWaysToOthers()
    {
        for (var round = 0; round < 5; round++) await ConnectManyAsync(_left, _right, 8);

        // Eight at a time, at two addresses: eight sockets each for the side that moves, one each for the other.
        Assert.InRange(_left.SocketCount + _right.SocketCount, 2, 18);
    }

    [Fact]
    public async Task DatagramOfNobody_IsCounted()
    {
        await using var peer = new SocketPeer(_left, IceRole.Controlled);
        await using var other = new SocketPeer(_right, IceRole.Controlled);
        var stranger = _right.Find(other.Agent.LocalCandidates[0].Base)!;
        for (var end = Stopwatch.StartNew(); _left.Unroutable == 0 && end.Elapsed < Limit;)
        {
            Assert.True(stranger.Send([0x80, 1, 2, 3], peer.Agent.LocalCandidates[0].Base));
            await Task.Yield();
        }

        Assert.True(_left.Unroutable > 0);
    }

    [Fact]
    public void Dispose_StopsBlockedThreads_AndMayBeRepeated()
    {
        var agent = new IceAgent(IceRole.Controlling, CryptoRandomSource.Instance);
        using var peer = _left.Register(agent.LocalUfrag, new FailingHandler());
        Assert.NotEqual(0, _left.SocketCount);

        var watch = Stopwatch.StartNew();
        _left.Dispose();
        _left.Dispose();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2)); // it joined its threads

        Assert.Throws<ObjectDisposedException>(() => _left.Register(agent.LocalUfrag, new FailingHandler()));
    }

    [Fact]
    public async Task HandlerThrows_TheSocketGoesOn()
    {
        var agent = new IceAgent(IceRole.Controlling, CryptoRandomSource.Instance);
        using var failing = _left.Register(agent.LocalUfrag, new FailingHandler());
        await using var source = new SocketPeer(_right, IceRole.Controlled);
        var target = failing.LocalAddresses[0];
        var from = source.Agent.LocalCandidates[0].Base;
        Assert.True(failing.TryReserve(target, from, IcePathClaim.Proven, out _));
        Assert.True(_right.Find(from)!.Send([0x80, 0], target));

        await ConnectManyAsync(_left, _right, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("much too long")]
    public void Register_FragmentOfAnotherMaker_IsRefused(string ufrag) =>
        Assert.Throws<ArgumentException>(() => _left.Register(ufrag, new FailingHandler()));

    [Fact]
    public void Register_SameFragmentTwice_IsRefusedUntilTheFirstIsGone()
    {
        var first = _left.Register("AAAABBBB", new FailingHandler());
        Assert.Throws<ArgumentException>(() => _left.Register("AAAABBBB", new FailingHandler()));
        first.Dispose();
        _left.Register("AAAABBBB", new FailingHandler()).Dispose();
    }

    [Fact]
    public void TryReserve_WayOfAnother_MovesOnlyIfAllowed()
    {
        using var first = _left.Register("AAAAAAAA", new FailingHandler());
        using var second = _left.Register("BBBBBBBB", new FailingHandler());
        var here = first.LocalAddresses[0];
        var remote = here.WithPort(9);

        Assert.True(first.TryReserve(here, remote, IcePathClaim.Proven, out var reserved));
        Assert.Equal(here, reserved);
        Assert.True(first.TryReserve(here, remote, IcePathClaim.Proven, out _)); // repeating is no error
        Assert.False(second.TryReserve(here, remote, IcePathClaim.Tentative, out _));
        Assert.True(second.TryReserve(here, remote, IcePathClaim.Movable, out var moved));
        Assert.NotEqual(here, moved);
        Assert.True(moved.HasSameAddress(here));
        Assert.True(second.TryReserve(here, remote, IcePathClaim.Movable, out var again));
        Assert.Equal(moved, again);

        first.Release(here, remote);
        Assert.True(first.TryReserve(here, remote, IcePathClaim.Tentative, out _));
        using var third = _left.Register("CCCCCCCC", new FailingHandler());
        Assert.True(third.TryReserve(here, remote, IcePathClaim.Proven, out _));
        Assert.False(first.TryReserve(here, remote, IcePathClaim.Tentative, out _)); // it gave way
        Assert.False(third.TryReserve(here, here, IcePathClaim.Proven, out _)); // a socket cannot tell itself from its peer
    }

    /// <summary>A peer gave one connection up and goes the same way with the next, before this side knows.</summary>
    [Fact]
    public void TryReserve_WayThatThePeerProves_IsTheNewerConnections()
    {
        var older = _left.Register("AAAAAAAA", new FailingHandler());
        using var newer = _left.Register("BBBBBBBB", new FailingHandler());
        using var other = _left.Register("CCCCCCCC", new FailingHandler());
        var here = older.LocalAddresses[0];
        var remote = here.WithPort(9);

        Assert.True(older.TryReserve(here, remote, IcePathClaim.Proven, out _));
        Assert.True(newer.TryReserve(here, remote, IcePathClaim.Proven, out _));
        Assert.False(older.TryReserve(here, remote, IcePathClaim.Proven, out _)); // what it still got was late
        older.Dispose();
        Assert.False(other.TryReserve(here, remote, IcePathClaim.Tentative, out _)); // the end of the older one changes nothing
    }

    [Fact]
    public void TryReserve_OwnChoice_IsNotTakenByThePeers()
    {
        using var own = _left.Register("AAAAAAAA", new FailingHandler());
        using var other = _left.Register("BBBBBBBB", new FailingHandler());
        var here = own.LocalAddresses[0];
        Assert.True(own.TryReserve(here, here.WithPort(9), IcePathClaim.Movable, out _));
        Assert.False(other.TryReserve(here, here.WithPort(9), IcePathClaim.Proven, out _));
    }

    [Fact]
    public async Task SendAndReceive_AllocateNothing()
    {
        await using var a = new SocketPeer(_left, IceRole.Controlling);
        await using var b = new SocketPeer(_right, IceRole.Controlled);
        b.Learn(a);
        a.Learn(b);
        await Task.WhenAll(a.Connected, b.Connected).WaitAsync(Limit, TestContext.Current.CancellationToken);
        var socket = _left.Find(a.Agent.SelectedPair!.Base)!;
        var (path, remote, datagram) = (a.Path, a.Agent.SelectedPair.RemoteAddress, new byte[1200]);
        datagram[0] = 0x80;
        for (var i = 0; i < 100; i++) Send();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Send();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Send()
        {
            path.Send(datagram);
            socket.Send(datagram, remote);
        }
    }

    private static async Task ConnectManyAsync(UdpTransport left, UdpTransport right, int count)
    {
        var pairs = new List<(SocketPeer Left, SocketPeer Right)>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                var (a, b) = (new SocketPeer(left, IceRole.Controlling), new SocketPeer(right, IceRole.Controlled));
                pairs.Add((a, b));
                b.Learn(a);
                a.Learn(b);
            }

            foreach (var (a, b) in pairs) await Task.WhenAll(a.Connected, b.Connected).WaitAsync(Limit, TestContext.Current.CancellationToken);
            for (var i = 0; i < count; i++)
            {
                Assert.True(pairs[i].Left.Path.Send([0x80, 1, (byte)i]));
                Assert.True(pairs[i].Right.Path.Send([0x80, 2, (byte)i]));
            }

            for (var i = 0; i < count; i++)
            {
                Assert.Equal([0x80, 2, (byte)i], await pairs[i].Left.Data.WaitAsync(Limit, TestContext.Current.CancellationToken));
                Assert.Equal([0x80, 1, (byte)i], await pairs[i].Right.Data.WaitAsync(Limit, TestContext.Current.CancellationToken));
            }
        }
        finally
        {
            foreach (var (a, b) in pairs)
            {
                await a.DisposeAsync();
                await b.DisposeAsync();
            }
        }
    }

    private sealed class FailingHandler : IDatagramHandler
    {
        public void HandleDatagram(Span<byte> datagram, WebRtc.Stun.TransportAddress @base, WebRtc.Stun.TransportAddress remote) =>
            throw new InvalidOperationException("on purpose");
    }
}
