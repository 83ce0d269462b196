using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;

namespace OwtClient.WebRtc.Tests.Ice;

public class IceAgentConnectTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private readonly VirtualNetwork _network = new();
    private readonly IceHost _left;
    private readonly IceHost _right;

    public IceAgentConnectTests()
    {
        _left = new IceHost(_network, IceRole.Controlling, seed: 11);
        _right = new IceHost(_network, IceRole.Controlled, seed: 22);
    }

    [Fact]
    public void TwoHostsOnOneNetwork_ConnectInOneRoundTripEach()
    {
        Listen();
        Exchange();

        Assert.True(_network.RunUntil(AreCompleted, Limit));

        // Check and answer take a round trip of 20 ms; the nomination reaches the controlled side half a round trip later.
        Assert.Equal([(0, IceConnectionState.Checking), (20, IceConnectionState.Connected), (40, IceConnectionState.Completed)], _left.States);
        Assert.Equal([(0, IceConnectionState.Checking), (30, IceConnectionState.Connected), (30, IceConnectionState.Completed)], _right.States);
        AssertMirrored();
    }

    [Fact]
    public void TwoHostsOnOneNetwork_SendNoMoreThanNeeded()
    {
        Listen();
        Exchange();
        _network.RunUntil(AreCompleted, Limit);
        _network.Run(TimeSpan.FromSeconds(1));

        // Each side: a check, the triggered repetition because both checks crossed; the controlling one nominates.
        Assert.Equal(3, _left.Agent.Statistics.RequestsSent);
        Assert.Equal(2, _right.Agent.Statistics.RequestsSent);
        Assert.Equal(2, _left.Agent.Statistics.ResponsesSent);
        Assert.Equal(3, _right.Agent.Statistics.ResponsesSent);
        Assert.Single(_left.Agent.Pairs);
        Assert.Single(_right.Agent.Pairs);
    }

    /// <summary>OWT answers no check until a candidate of ours was signaled, and its own check comes then.</summary>
    [Fact]
    public void PeerSignalsLate_ConnectsAtItsFirstCheck()
    {
        Listen();
        _left.Learn(_right);
        _network.Drop = datagram => _right.Agent.RemoteCandidates.Count == 0 && datagram.To == _right.Agent.LocalCandidates[0].Address;
        _network.Run(TimeSpan.FromMilliseconds(450)); // between two repetitions
        _right.Learn(_left);
        _network.RunUntil(AreCompleted, Limit);

        Assert.Equal((480, IceConnectionState.Connected), _left.States[^2]); // 450, check 460, triggered check 470, answer 480
    }

    [Fact]
    public void AnswererChecksBeforeTheAnswerArrives_OffererLearnsItsAddressAndWaitsForCredentials()
    {
        Listen();
        _right.Learn(_left);
        _network.Run(TimeSpan.FromMilliseconds(300));

        Assert.Equal(IceConnectionState.New, _left.Agent.State);
        Assert.Equal(CandidateType.PeerReflexive, Assert.Single(_left.Agent.RemoteCandidates).Type);
        Assert.Equal(0, _left.Agent.Statistics.RequestsSent);

        _left.Learn(_right);
        Assert.Equal(CandidateType.Host, Assert.Single(_left.Agent.RemoteCandidates).Type); // signaling replaces what was learned
        Assert.True(_network.RunUntil(AreCompleted, Limit));
        Assert.Equal((320, IceConnectionState.Connected), _left.States[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CandidatesTrickleAfterCredentials_Connects(bool leftFirst)
    {
        Listen();
        _left.Learn(_right, candidates: false, end: false);
        _right.Learn(_left, candidates: false, end: false);
        _network.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(IceConnectionState.New, _left.Agent.State);

        var (first, second) = leftFirst ? (_left, _right) : (_right, _left);
        Assert.True(first.LearnCandidate(second.Agent.LocalCandidates[0]));
        Assert.True(_network.RunUntil(AreCompleted, Limit)); // the other learns the first one's address from its check
        Assert.Equal(CandidateType.PeerReflexive, Assert.Single(second.Agent.RemoteCandidates).Type);
    }

    [Fact]
    public void SeveralAddressesEach_UseTheBestPairThatWorks()
    {
        foreach (var (host, n) in new[] { (_left, 1), (_right, 2) })
        {
            host.Listen($"2001:db8::{n}", preference: 65535);
            host.Listen($"192.0.2.{n}", preference: 65534);
            host.Listen($"198.51.100.{n}", preference: 65533);
        }

        _network.Drop = datagram => !datagram.To.IsIPv4; // the best one is dead
        Exchange();
        Assert.True(_network.RunUntil(AreCompleted, Limit));

        AssertMirrored();
        Assert.Equal("192.0.2.2:5000", _left.Agent.SelectedPair!.RemoteAddress.ToString());
        Assert.True(_left.States[1].Milliseconds < 150);
    }

    [Fact]
    public void LostChecks_AreRepeatedAtTheDocumentedTimes()
    {
        Listen();
        _left.Learn(_right);
        _network.Drop = _ => true;
        _network.Run(TimeSpan.FromSeconds(60));

        Assert.Equal([0, 100, 300, 700, 1500, 3100, 6300, 12700], _left.Sent.Select(s => s.Milliseconds));
        Assert.Equal((15000, IceConnectionState.Failed), _left.States[^1]);
    }

    [Fact]
    public void NoEndOfCandidates_FailsLater()
    {
        Listen();
        _left.Learn(_right, end: false);
        _network.Drop = _ => true;
        _network.Run(TimeSpan.FromSeconds(60));

        Assert.Equal((30000, IceConnectionState.Failed), _left.States[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void LossReorderingAndDuplication_StillConnect(int seed)
    {
        var network = new VirtualNetwork(seed)
        {
            Link = new VirtualLink { Loss = 0.3, Duplication = 0.2, Jitter = TimeSpan.FromMilliseconds(80), Reorder = 0.2 },
        };
        var left = new IceHost(network, IceRole.Controlling, seed);
        var right = new IceHost(network, IceRole.Controlled, seed + 1000);
        left.Listen("192.0.2.1");
        right.Listen("192.0.2.2");
        left.Learn(right);
        right.Learn(left);

        Assert.True(network.RunUntil(
            () => left.Agent.State == IceConnectionState.Completed && right.Agent.State == IceConnectionState.Completed, TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public void Closed_AnswersNothing()
    {
        Listen();
        Exchange();
        _network.RunUntil(AreCompleted, Limit);
        _right.Agent.Close();
        var sent = _right.Sent.Count;
        _network.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(sent, _right.Sent.Count);
        Assert.Equal(IceConnectionState.Closed, _right.States[^1].State);
        Assert.Null(_right.Agent.Deadline);
        Assert.Null(_right.Agent.SelectedPair);
    }

    private void Listen()
    {
        _left.Listen("192.0.2.1");
        _right.Listen("192.0.2.2");
    }

    private void Exchange()
    {
        _left.Learn(_right);
        _right.Learn(_left);
    }

    private bool AreCompleted() =>
        _left.Agent.State == IceConnectionState.Completed && _right.Agent.State == IceConnectionState.Completed;

    private void AssertMirrored()
    {
        Assert.Equal(_left.Agent.SelectedPair!.Base, _right.Agent.SelectedPair!.RemoteAddress);
        Assert.Equal(_right.Agent.SelectedPair!.Base, _left.Agent.SelectedPair!.RemoteAddress);
    }
}
