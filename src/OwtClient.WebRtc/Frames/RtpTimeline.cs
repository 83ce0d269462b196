namespace OwtClient.WebRtc.Frames;

/// <summary>Turns the 32-bit RTP timestamps of one track into time since its first one, with wraps undone.</summary>
internal sealed class RtpTimeline(int clockRate)
{
    private bool _started;
    private uint _last;
    private long _ticks; // in units of the clock rate

    /// <summary>Time of <paramref name="timestamp"/>. Consecutive values may be up to half the range (2^31) apart, either way.</summary>
    public TimeSpan ToTime(uint timestamp)
    {
        if (_started) _ticks += (int)(timestamp - _last);
        _started = true;
        _last = timestamp;
        return TimeSpan.FromTicks((long)((Int128)_ticks * TimeSpan.TicksPerSecond / clockRate));
    }
}
