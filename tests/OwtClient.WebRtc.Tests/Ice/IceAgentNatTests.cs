using System.Net;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;

namespace OwtClient.WebRtc.Tests.Ice;

public class IceAgentNatTests
{
    private static readonly TransportAddress StunServer = new(IPAddress.Parse("203.0.113.200"), 3478);
    private readonly VirtualNetwork _network = new();
    private readonly IceHost _left;
    private readonly IceHost _right;

    public IceAgentNatTests()
    {
        _left = new IceHost(_network, IceRole.Controlling, seed: 1);
        _right = new IceHost(_network, IceRole.Controlled, seed: 2);
        _network.Attach(new VirtualStunServer(), StunServer);
    }

    /// <summary>A client behind any NAT reaches a server on the open network with host candidates alone: the OWT case.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ClientBehindNat_ServerOpen_ConnectsByPeerReflexiveCandidates(int kind)
    {
        _left.Listen("192.168.1.2", nat: new VirtualNat((NatKind)kind, "203.0.113.1"));
        _right.Listen("203.0.113.50");
        Exchange();

        Assert.True(_network.RunUntil(AreCompleted, TimeSpan.FromSeconds(1)));
        Assert.Equal(CandidateType.PeerReflexive, _left.Agent.SelectedPair!.Local.Type);
        Assert.Equal("203.0.113.1:40000", _left.Agent.SelectedPair.Local.Address.ToString());
        Assert.Equal("192.168.1.2:5000", _left.Agent.SelectedPair.Base.ToString());
        Assert.Equal(CandidateType.PeerReflexive, _right.Agent.SelectedPair!.Remote.Type);
        Assert.Equal("203.0.113.1:40000", _right.Agent.SelectedPair.RemoteAddress.ToString());
    }

    /// <summary>RFC 5128's table: only where both mappings can be foreseen, or one side lets in what it did not call.</summary>
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 3, true)]
    [InlineData(1, 1, true)]
    [InlineData(1, 3, true)]
    [InlineData(2, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(3, 3, false)]
    public void BothBehindNats_WithStunServer(int left, int right, bool connects)
    {
        _left.Listen("192.168.1.2", nat: new VirtualNat((NatKind)left, "203.0.113.1"));
        _right.Listen("192.168.1.2", 5001, nat: new VirtualNat((NatKind)right, "203.0.113.2"));
        _left.Gather(StunServer);
        _right.Gather(StunServer);
        Assert.True(_network.RunUntil(() => _left.Gatherer!.IsDone && _right.Gatherer!.IsDone, TimeSpan.FromSeconds(1)));
        Exchange();

        Assert.Equal(connects, _network.RunUntil(AreCompleted, TimeSpan.FromSeconds(14)));
        if (!connects)
        {
            _network.Run(TimeSpan.FromSeconds(2));
            Assert.Equal(IceConnectionState.Failed, _left.Agent.State);
            Assert.Equal(IceConnectionState.Failed, _right.Agent.State);
        }
    }

    [Fact]
    public void Gatherer_OneReflexiveCandidatePerHostBehindANat_NoneWithout()
    {
        _left.Listen("192.168.1.2", nat: new VirtualNat(NatKind.FullCone, "203.0.113.1"));
        _left.Listen("203.0.113.60");
        _left.Gather(StunServer);
        Assert.True(_network.RunUntil(() => _left.Gatherer!.IsDone, TimeSpan.FromSeconds(1)));

        var reflexive = Assert.Single(_left.Agent.LocalCandidates, c => c.Type == CandidateType.ServerReflexive);
        Assert.Equal("203.0.113.1:40000", reflexive.Address.ToString());
        Assert.Equal("192.168.1.2:5000", reflexive.Base.ToString());
        Assert.EndsWith(" 203.0.113.1 40000 typ srflx raddr 0.0.0.0 rport 0", reflexive.ToAttribute().ToString(), StringComparison.Ordinal);
        Assert.Null(_left.Gatherer!.Deadline);
    }

    [Fact]
    public void Gatherer_SilentServer_IsGivenUpAfterFiveSeconds()
    {
        _left.Listen("192.168.1.2", nat: new VirtualNat(NatKind.FullCone, "203.0.113.1"));
        _left.Gather(StunServer.WithPort(9));
        Assert.False(_network.RunUntil(() => _left.Gatherer!.IsDone, TimeSpan.FromSeconds(4.999)));
        Assert.True(_network.RunUntil(() => _left.Gatherer!.IsDone, TimeSpan.FromSeconds(0.001)));
        Assert.Equal([0, 500, 1500, 3500], _left.Sent.Select(s => s.Milliseconds));
    }

    [Fact]
    public void NatForgetsItsMappings_TheConnectionGoesOnAtTheNewOne()
    {
        var nat = new VirtualNat(NatKind.PortRestricted, "203.0.113.1");
        _left.Listen("192.168.1.2", nat: nat);
        _right.Listen("203.0.113.50");
        Exchange();
        Assert.True(_network.RunUntil(AreCompleted, TimeSpan.FromSeconds(1)));
        nat.Reset();
        _network.Run(TimeSpan.FromSeconds(60)); // the client's consent checks open a new mapping and are answered there

        Assert.Equal(IceConnectionState.Completed, _left.Agent.State);
    }

    private void Exchange()
    {
        _left.Learn(_right);
        _right.Learn(_left);
    }

    private bool AreCompleted() =>
        _left.Agent.State == IceConnectionState.Completed && _right.Agent.State == IceConnectionState.Completed;
}
