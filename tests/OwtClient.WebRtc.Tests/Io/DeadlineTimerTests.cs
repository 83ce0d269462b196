using Microsoft.Extensions.Time.Testing;
using OwtClient.WebRtc.Io;

namespace OwtClient.WebRtc.Tests.Io;

public class DeadlineTimerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly MonotonicClock _clock;
    private int _fired;

    public DeadlineTimerTests() => _clock = new MonotonicClock(_time);

    [Fact]
    public async Task Fires_NotBeforeItsDeadline_AndOnce()
    {
        await using var timer = new DeadlineTimer(_clock, () => _fired++);
        timer.Arm(_clock.Now + TimeSpan.FromMilliseconds(10.5));
        _time.Advance(TimeSpan.FromMilliseconds(10.5));
        Assert.Equal(0, _fired); // whole milliseconds, rounded up
        _time.Advance(TimeSpan.FromMilliseconds(0.5));
        Assert.Equal(1, _fired);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, _fired);
    }

    [Fact]
    public async Task Arm_MovesEarlierOnly_UntilItFired()
    {
        await using var timer = new DeadlineTimer(_clock, () => _fired++);
        timer.Arm(_clock.Now + TimeSpan.FromSeconds(5));
        timer.Arm(_clock.Now + TimeSpan.FromSeconds(9)); // stays at 5
        timer.Arm(_clock.Now + TimeSpan.FromSeconds(2));
        timer.Arm(null); // stays at 2: the owner finds nothing due then
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, _fired);
        timer.HandleFired();
        timer.Arm(_clock.Now + TimeSpan.FromSeconds(9));
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(2, _fired);
    }

    [Fact]
    public async Task OverdueDeadline_FiresAtOnce_AndDisposedNever()
    {
        var timer = new DeadlineTimer(_clock, () => _fired++);
        timer.Arm(_clock.Now - TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.Zero);
        Assert.Equal(1, _fired);
        timer.HandleFired();
        timer.Arm(_clock.Now + TimeSpan.FromSeconds(1));
        await timer.DisposeAsync();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, _fired);
    }
}
