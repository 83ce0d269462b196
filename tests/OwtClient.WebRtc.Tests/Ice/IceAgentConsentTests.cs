using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;

namespace OwtClient.WebRtc.Tests.Ice;

/// <summary>RFC 7675, and what an OWT server expects instead (PROTOCOL §6.3).</summary>
public class IceAgentConsentTests
{
    private readonly VirtualNetwork _network = new();
    private readonly IceHost _left;
    private readonly IceHost _right;

    public IceAgentConsentTests()
    {
        _left = new IceHost(_network, IceRole.Controlling, seed: 5);
        _right = new IceHost(_network, IceRole.Controlled, seed: 6);
        _left.Listen("192.0.2.1");
        _right.Listen("192.0.2.2");
        _left.Learn(_right);
        _right.Learn(_left);
        Assert.True(_network.RunUntil(
            () => _left.Agent.State == IceConnectionState.Completed && _right.Agent.State == IceConnectionState.Completed, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void TenMinutes_ChecksEveryFourToSixSeconds_AndStaysCompleted()
    {
        var first = _left.Sent.Count;
        _network.Run(TimeSpan.FromMinutes(10));

        var times = _left.Sent.Skip(first).Where(s => s.Type == StunMessageType.BindingRequest).Select(s => s.Milliseconds).ToArray();
        Assert.InRange(times.Length, 100, 150);
        var gaps = times.Zip(times.Skip(1), (a, b) => b - a).ToArray();
        Assert.All(gaps, gap => Assert.InRange(gap, 4000, 6000));
        Assert.True(gaps.Max() - gaps.Min() > 1000); // they are random
        Assert.Equal(times.Length, _left.Agent.Statistics.ConsentRequestsSent);
        Assert.Equal(IceConnectionState.Completed, _left.Agent.State);
        Assert.Equal(TimeSpan.FromMilliseconds(20), _left.Agent.SelectedPair!.RoundTripTime);
    }

    [Fact]
    public void PeerFallsSilent_DisconnectedWithinEightSeconds_FailedThirtyAfterTheLastAnswer()
    {
        _network.Run(TimeSpan.FromSeconds(20));
        _network.Drop = d => d.From == _right.Agent.SelectedPair!.Base;
        var before = _left.Agent.Statistics.ResponsesReceived;
        _network.Run(TimeSpan.FromSeconds(45));

        Assert.InRange(_left.Agent.Statistics.ResponsesReceived - before, 0, 1);
        var disconnected = _left.States.Single(s => s.State == IceConnectionState.Disconnected).Milliseconds;
        var failed = _left.States.Single(s => s.State == IceConnectionState.Failed).Milliseconds;
        Assert.InRange(disconnected, 21_500, 27_600); // 7.5 s after something was heard last
        Assert.InRange(failed - disconnected, 16_500, 22_500); // the last answer was heard 0 to 6 s before the last sign of life
        Assert.Null(_left.Agent.SelectedPair);
        Assert.Null(_left.Agent.Deadline); // nothing is sent any more
    }

    [Fact]
    public void ShortOutage_DisconnectedAndBack()
    {
        _network.Drop = _ => true;
        Assert.True(_network.RunUntil(() => _left.Agent.State == IceConnectionState.Disconnected, TimeSpan.FromSeconds(17)));
        Assert.NotNull(_left.Agent.SelectedPair);
        _network.Drop = null;
        Assert.True(_network.RunUntil(() => _left.Agent.State == IceConnectionState.Completed, TimeSpan.FromSeconds(7)));
        Assert.Equal(IceConnectionState.Completed, _left.States[^1].State);
    }

    /// <summary>One lost check must not look like a lost peer.</summary>
    [Fact]
    public void Silence_IsProbedTwiceASecond_BeforeItCounts()
    {
        _network.Run(TimeSpan.FromSeconds(20));
        _network.Drop = d => d.From == _right.Agent.SelectedPair!.Base;
        var first = _left.Sent.Count;
        Assert.True(_network.RunUntil(() => _left.Agent.State == IceConnectionState.Disconnected, TimeSpan.FromSeconds(14)));

        var end = _left.States[^1].Milliseconds;
        var probes = _left.Sent.Skip(first).Where(s => s.Type == StunMessageType.BindingRequest && s.Milliseconds > end - 1600).ToArray();
        Assert.InRange(probes.Length, 3, 5);
        _network.Drop = null;
        Assert.True(_network.RunUntil(() => _left.Agent.State == IceConnectionState.Completed, TimeSpan.FromSeconds(0.6)));
    }

    /// <summary>Media that flows is a sign of life, but no consent: that only an answered check gives.</summary>
    [Fact]
    public void TrafficWithoutAnswers_NeverDisconnected_ButFailedAfterThirtySeconds()
    {
        var start = _network.Now;
        _network.Drop = _ => true;
        while (_left.Agent.State == IceConnectionState.Completed && _network.Now - start < TimeSpan.FromMinutes(1))
        {
            _network.Run(TimeSpan.FromMilliseconds(20));
            _left.Agent.HandleTraffic(_network.Now);
        }

        Assert.Equal(IceConnectionState.Failed, _left.Agent.State);
        Assert.DoesNotContain(_left.States, s => s.State == IceConnectionState.Disconnected);
        Assert.InRange((_network.Now - start).TotalSeconds, 29.9, 30.1);
    }

    [Fact]
    public void Failed_StillAnswersRequests()
    {
        _network.Drop = d => d.To == _left.Agent.LocalCandidates[0].Address
            && StunMessageReader.Parse(d.Bytes, out var message) == StunParseStatus.Ok && message.Type == StunMessageType.BindingSuccess;
        Assert.True(_network.RunUntil(() => _left.Agent.State == IceConnectionState.Failed, TimeSpan.FromSeconds(40)));
        var answers = _left.Agent.Statistics.ResponsesSent;
        _network.Run(TimeSpan.FromSeconds(6));
        Assert.True(_left.Agent.Statistics.ResponsesSent > answers);
        Assert.Equal(IceConnectionState.Failed, _left.Agent.State);
    }

    /// <summary>An OWT server asks every 25 s and drops the connection if it gets neither an answer nor anything else.</summary>
    [Fact]
    public void RequestsOnTheSelectedPair_AreAnsweredForever()
    {
        _network.Run(TimeSpan.FromHours(1));
        Assert.Equal(_right.Agent.Statistics.RequestsSent, _left.Agent.Statistics.ResponsesSent);
        Assert.Equal(0, _left.Agent.Statistics.Discarded);
        Assert.Equal(0, _right.Agent.Statistics.Discarded);
    }

    [Fact]
    public void TenPercentLoss_NeverFails()
    {
        _network.Link = new VirtualLink { Loss = 0.1 };
        _network.Run(TimeSpan.FromMinutes(30));
        Assert.DoesNotContain(_left.States, s => s.State == IceConnectionState.Failed);
        Assert.NotNull(_left.Agent.SelectedPair);
    }
}
