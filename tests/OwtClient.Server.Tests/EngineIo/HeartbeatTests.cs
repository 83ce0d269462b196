using OwtClient.Server.EngineIo;

namespace OwtClient.Server.Tests.EngineIo;

public class HeartbeatTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Version4_PingsEveryInterval_WhileAnswersCome()
    {
        var heartbeat = Create(EngineIoVersion.V4);

        Assert.Equal(HeartbeatAction.None, heartbeat.HandleTimeout(At(25) - Tick));
        Assert.Equal(HeartbeatAction.SendPing, heartbeat.HandleTimeout(At(25)));
        heartbeat.HandlePacket(At(26));
        Assert.Equal(HeartbeatAction.None, heartbeat.HandleTimeout(At(51) - Tick));
        Assert.Equal(HeartbeatAction.SendPing, heartbeat.HandleTimeout(At(51)));
    }

    [Fact]
    public void Version4_TrafficDoesNotPostponeThePing()
    {
        var heartbeat = Create(EngineIoVersion.V4); // the client's own watchdog waits for it

        heartbeat.HandlePacket(At(24));

        Assert.Equal(HeartbeatAction.SendPing, heartbeat.HandleTimeout(At(25)));
    }

    [Fact]
    public void Version4_WithoutAnAnswer_ClosesAfterTheTimeout()
    {
        var heartbeat = Create(EngineIoVersion.V4);

        heartbeat.HandleTimeout(At(25));

        Assert.Equal(HeartbeatAction.None, heartbeat.HandleTimeout(At(45) - Tick));
        Assert.Equal(HeartbeatAction.Close, heartbeat.HandleTimeout(At(45)));
    }

    [Fact]
    public void Version3_ClosesAfterIntervalAndTimeoutOfSilence()
    {
        var heartbeat = Create(EngineIoVersion.V3);

        heartbeat.HandlePacket(At(10));

        Assert.Equal(HeartbeatAction.None, heartbeat.HandleTimeout(At(55) - Tick));
        Assert.Equal(HeartbeatAction.Close, heartbeat.HandleTimeout(At(55)));
    }

    private static Heartbeat Create(EngineIoVersion version) => new(version, At(25), At(20), TimeSpan.Zero);

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
