using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

public class HeartbeatTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Version4_GivesUpAfterIntervalAndTimeoutOfSilence()
    {
        var heartbeat = Create(4);
        heartbeat.HandlePacket(At(10));

        Assert.Equal(At(40), heartbeat.Deadline);
        Assert.Equal(HeartbeatAction.None, heartbeat.Check(At(40) - Tick));
        Assert.Equal(HeartbeatAction.GiveUp, heartbeat.Check(At(40)));
    }

    [Fact]
    public void Version3_PingsEveryInterval_AndGivesUpWithoutAnswers()
    {
        var heartbeat = Create(3);

        Assert.Equal(At(25), heartbeat.Deadline);
        Assert.Equal(HeartbeatAction.None, heartbeat.Check(At(25) - Tick));
        Assert.Equal(HeartbeatAction.SendPing, heartbeat.Check(At(25)));
        Assert.Equal(At(30), heartbeat.Deadline);
        Assert.Equal(HeartbeatAction.None, heartbeat.Check(At(30) - Tick));
        Assert.Equal(HeartbeatAction.GiveUp, heartbeat.Check(At(30)));
    }

    [Fact]
    public void Version3_WithAnswers_GoesOnPinging()
    {
        var heartbeat = Create(3);

        for (var i = 1; i <= 100; i++)
        {
            Assert.Equal(HeartbeatAction.SendPing, heartbeat.Check(At(25 * i)));
            heartbeat.HandlePacket(At(25 * i) + Tick);
        }
    }

    private static Heartbeat Create(int version) => new(new EngineIoHandshake("id", At(25), At(5), CanUpgrade: false), version, TimeSpan.Zero);

    private static TimeSpan At(int seconds) => TimeSpan.FromSeconds(seconds);
}
