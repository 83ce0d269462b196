namespace OwtClient.Media.Sources;

/// <summary>Continuous time for a file that is played again and again.</summary>
internal sealed class LoopTimeline
{
    // A file of one picture without a duration must not be played as fast as the machine can.
    private static readonly TimeSpan ShortestPass = TimeSpan.FromMilliseconds(20);
    private readonly Dictionary<int, TimeSpan> _lastOfTrack = [];
    private TimeSpan? _fileStart;
    private TimeSpan _passStart;
    private TimeSpan _end;

    /// <summary>Where the frame lies on the continuous time line, which begins at zero.</summary>
    public TimeSpan Place(MediaFrame frame)
    {
        _fileStart ??= frame.Timestamp;
        var time = frame.Timestamp - _fileStart.Value + _passStart;
        var step = _lastOfTrack.TryGetValue(frame.Track.Id, out var last) && time > last ? time - last : TimeSpan.Zero;
        _lastOfTrack[frame.Track.Id] = time;
        var end = time + (frame.Duration > TimeSpan.Zero ? frame.Duration : step);
        if (end > _end) _end = end;
        return time;
    }

    /// <summary>The file begins again: its first frame follows where the longest track ended.</summary>
    public void BeginPass()
    {
        if (_end < _passStart + ShortestPass) _end = _passStart + ShortestPass;
        _passStart = _end;
        _fileStart = null;
        _lastOfTrack.Clear();
    }
}
