using System.Net;

namespace OwtClient.WebRtc.Tests.Peer;

public class PeerConnectionFactoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BoundAddressesAndPorts_AreTheOnlyCandidates()
    {
        var ports = new PortRange(47_000, 47_999);
        await using var factory = new PeerConnectionFactory(new PeerConnectionFactoryOptions { BindAddresses = [IPAddress.Loopback], Ports = ports });
        await using var connection = factory.CreatePeerConnection();
        connection.AddTransceiver(MediaKind.Audio);
        await connection.SetLocalDescriptionAsync(await connection.CreateOfferAsync(Token), Token);
        var candidate = Assert.Single(connection.LocalDescription!.Sdp.Split("\r\n"), line => line.StartsWith("a=candidate:", StringComparison.Ordinal)).Split(' ');
        Assert.Equal("127.0.0.1", candidate[4]);
        Assert.InRange(int.Parse(candidate[5], null), ports.First, ports.Last);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    [InlineData(1, 65536)]
    public void PortRange_RefusesWhatIsNone(int first, int last) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PortRange(first, last));

    [Fact]
    public async Task DisposedFactory_ClosesItsConnectionsAndMakesNoMore()
    {
        var factory = ConnectedPair.CreateFactory();
        var connection = factory.CreatePeerConnection();
        await factory.DisposeAsync();
        await factory.DisposeAsync();
        Assert.Equal(SignalingState.Closed, connection.SignalingState);
        Assert.Throws<ObjectDisposedException>(() => factory.CreatePeerConnection());
    }

    /// <summary>TURN and names nobody knows are logged and left out; gathering ends all the same.</summary>
    [Fact]
    public async Task IceServersOfNoUse_DoNotHoldGatheringUp()
    {
        await using var factory = ConnectedPair.CreateFactory();
        await using var connection = factory.CreatePeerConnection(new PeerConnectionOptions
        {
            IceServers = [new IceServer("turn:192.0.2.1"), new IceServer("stun:name.invalid"), new IceServer("stun:127.0.0.1:3478")],
        });
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.IceCandidateGathered += (_, candidate) =>
        {
            if (candidate.IsEndOfCandidates) ended.TrySetResult();
        };
        connection.AddTransceiver(MediaKind.Audio);
        await connection.SetLocalDescriptionAsync(await connection.CreateOfferAsync(Token), Token);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.Equal(IceGatheringState.Complete, connection.IceGatheringState);
    }
}
