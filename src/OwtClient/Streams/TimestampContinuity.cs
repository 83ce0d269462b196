namespace OwtClient.Streams;

/// <summary>Keeps the time line of a track going when another receiver, whose timestamps begin anew, takes over. Pure; one reader.</summary>
internal sealed class TimestampContinuity
{
    private TimeSpan _offset;
    private TimeSpan _last;
    private TimeSpan _lastArrival;
    private bool _takesOver;

    /// <summary>The next frame is of another receiver.</summary>
    public void TakeOver() => _takesOver = true;

    /// <summary>Where a frame belongs: the first of another receiver as long behind the last one as it came after it.</summary>
    /// <param name="timestamp">The receiver's own, since its first frame.</param>
    /// <param name="arrival">Now, on any time line.</param>
    public TimeSpan Place(TimeSpan timestamp, TimeSpan arrival)
    {
        if (_takesOver)
        {
            _takesOver = false;
            _offset = _last + (arrival - _lastArrival) - timestamp;
        }

        (_last, _lastArrival) = (timestamp + _offset, arrival);
        return _last;
    }
}
