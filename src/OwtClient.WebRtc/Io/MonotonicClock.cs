using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Io;

/// <summary>Reads the time that pure code is given.</summary>
internal readonly struct MonotonicClock(TimeProvider time)
{
    public TimeProvider TimeProvider => time;

    public Instant Now => new(time.GetElapsedTime(0, time.GetTimestamp()));
}
