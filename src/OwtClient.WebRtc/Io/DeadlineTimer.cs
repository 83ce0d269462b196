using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Io;

/// <summary>The one real timer of a connection.</summary>
/// <remarks>
/// Deadlines often move later, so an armed timer is only ever moved earlier: the owner is woken early, finds nothing due, and arms it
/// again. Not thread-safe but for <see cref="DisposeAsync"/>: arm it under the lock that guards the deadlines. The callback runs on a
/// pool thread and takes that lock itself.
/// </remarks>
internal sealed class DeadlineTimer : IAsyncDisposable
{
    private readonly MonotonicClock _clock;
    private readonly ITimer _timer;
    private Instant? _armedFor;

    public DeadlineTimer(MonotonicClock clock, Action onDue)
    {
        _clock = clock;
        var never = Timeout.InfiniteTimeSpan;
        _timer = clock.TimeProvider.CreateTimer(static state => ((Action)state!)(), onDue, never, never);
    }

    /// <summary>Call first in the callback: the timer has fired and will not again by itself.</summary>
    public void HandleFired() => _armedFor = null;

    /// <summary>Sees to it that the callback runs at <paramref name="deadline"/> or before.</summary>
    public void Arm(Instant? deadline)
    {
        if (deadline is not { } at || (_armedFor is { } armed && armed <= at)) return;
        _armedFor = at;
        var wait = Math.Ceiling((at - _clock.Now).TotalMilliseconds); // timers count whole milliseconds and must not fire early
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, wait)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops the timer and waits for a callback that is running.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
