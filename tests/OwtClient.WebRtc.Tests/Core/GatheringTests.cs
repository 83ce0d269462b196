using System.Net;
using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;

namespace OwtClient.WebRtc.Tests.Core;

public class GatheringTests
{
    private static readonly TransportAddress Server = new(IPAddress.Parse("198.51.100.1"), 3478);

    [Fact]
    public void BehindANat_TheServerTellsTheOutsideAddress()
    {
        var network = new VirtualNetwork();
        network.Attach(new VirtualStunServer(), Server);
        using var host = new CoreHost(network, 1);
        host.Listen("192.168.1.2", nat: new VirtualNat(NatKind.PortRestricted, "203.0.113.1"));
        Assert.Single(host.Core.StartGathering(network.Now, [Server]));
        Assert.True(network.RunUntil(() => host.GatheringDone, TimeSpan.FromSeconds(1)));
        var found = Assert.Single(host.Candidates);
        Assert.Equal((CandidateType.ServerReflexive, "203.0.113.1"), (found.Type, found.Address.ToIPAddress().ToString()));
    }

    [Fact]
    public void SilentServer_IsGivenUpAfterFiveSeconds()
    {
        var network = new VirtualNetwork();
        using var host = new CoreHost(network, 1);
        host.Listen("192.0.2.1");
        host.Core.StartGathering(network.Now, [Server]);
        Assert.False(network.RunUntil(() => host.GatheringDone, TimeSpan.FromSeconds(4.9)));
        Assert.True(network.RunUntil(() => host.GatheringDone, TimeSpan.FromSeconds(0.2)));
        Assert.Empty(host.Candidates);
    }

    [Fact]
    public void WithoutServers_ItEndsAtOnce()
    {
        var network = new VirtualNetwork();
        using var host = new CoreHost(network, 1);
        host.Listen("192.0.2.1");
        Assert.Empty(host.Core.StartGathering(network.Now, []));
        Assert.True(host.Core.TryPollEvent(network.Now, out var @event));
        Assert.Equal(CoreEventKind.GatheringDone, @event.Kind);
    }
}
