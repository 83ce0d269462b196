using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Tests.Harness;

namespace OwtClient.WebRtc.Tests.Ice;

/// <summary>RFC 8445 §7.2.5.1 and §7.3.1.1.</summary>
public class IceAgentRoleTests
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    [InlineData(true, 4)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    [InlineData(false, 3)]
    [InlineData(false, 4)]
    public void BothHaveTheSameRole_OneSwitchesAndTheyConnect(bool controlling, int seed)
    {
        var network = new VirtualNetwork();
        var role = controlling ? IceRole.Controlling : IceRole.Controlled;
        var left = new IceHost(network, role, seed);
        var right = new IceHost(network, role, seed + 100);
        left.Listen("192.0.2.1");
        right.Listen("192.0.2.2");
        left.Learn(right);
        right.Learn(left);

        Assert.True(network.RunUntil(
            () => left.Agent.State == IceConnectionState.Completed && right.Agent.State == IceConnectionState.Completed, TimeSpan.FromSeconds(5)));
        Assert.NotEqual(left.Agent.Role, right.Agent.Role);
    }

    [Fact]
    public void OnlyOneSideChecks_ConflictIsResolvedByTheErrorAnswer()
    {
        var network = new VirtualNetwork();
        var resolvedByAnswer = 0;
        for (var seed = 1; seed <= 8; seed++)
        {
            var left = new IceHost(network, IceRole.Controlling, seed);
            var right = new IceHost(network, IceRole.Controlling, seed + 100);
            left.Listen("192.0.2.1", 1000 + seed);
            right.Listen("192.0.2.2", 2000 + seed);
            left.Learn(right);
            right.Learn(left, candidates: false);
            Assert.True(network.RunUntil(
                () => left.Agent.State == IceConnectionState.Completed && right.Agent.State == IceConnectionState.Completed, TimeSpan.FromSeconds(5)));
            Assert.NotEqual(left.Agent.Role, right.Agent.Role);
            if (right.Sent.Exists(s => s.Type == StunMessageType.BindingError)) resolvedByAnswer++;
        }

        Assert.InRange(resolvedByAnswer, 1, 7); // either tie-breaker was larger at least once
    }

    [Fact]
    public void SetRole_BeforeTheFirstCheckOnly()
    {
        var network = new VirtualNetwork();
        var left = new IceHost(network, IceRole.Controlling, 1);
        var right = new IceHost(network, IceRole.Controlled, 2);
        left.Agent.SetRole(IceRole.Controlled);
        Assert.Equal(IceRole.Controlled, left.Agent.Role);
        left.Agent.SetRole(IceRole.Controlling);
        left.Listen("192.0.2.1");
        right.Listen("192.0.2.2");
        left.Learn(right);
        network.Run(TimeSpan.FromMilliseconds(1));
        left.Agent.SetRole(IceRole.Controlled);
        Assert.Equal(IceRole.Controlling, left.Agent.Role);
    }
}
