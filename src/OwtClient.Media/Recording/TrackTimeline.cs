namespace OwtClient.Media.Recording;

/// <summary>
/// Puts the frames of one track on the time line of the recording: where by its first arrival, from there by its own timestamps.
/// </summary>
internal sealed class TrackTimeline
{
    // A sender that was exchanged behind the same track starts its timestamps anywhere.
    private static readonly TimeSpan MaxStepBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxStepAhead = TimeSpan.FromSeconds(10);
    private TimeSpan? _offset;
    private TimeSpan _lastTimestamp;
    private TimeSpan _lastArrival;

    /// <summary>Time in the recording, never negative.</summary>
    /// <param name="timestamp">The frame's own.</param>
    /// <param name="arrival">Since the beginning of the recording.</param>
    public TimeSpan Place(TimeSpan timestamp, TimeSpan arrival)
    {
        var step = timestamp - _lastTimestamp;
        var passed = arrival - _lastArrival;
        if (_offset is null) _offset = arrival - timestamp;
        else if (step < -MaxStepBack || step > passed + MaxStepAhead) _offset += passed - step; // goes on as if nothing had happened
        (_lastTimestamp, _lastArrival) = (timestamp, arrival);
        var time = timestamp + _offset.Value;
        return time > TimeSpan.Zero ? time : TimeSpan.Zero;
    }
}
