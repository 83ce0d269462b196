using OwtClient.Media.Matroska;

namespace OwtClient.Media.Recording;

/// <summary>Where playing can start: times and places of clusters. Bounded: a very long recording gets a coarser index.</summary>
internal sealed class CueList
{
    private const int MaxCues = 1 << 16;
    private readonly List<(long Time, int Track, long ClusterPosition)> _cues = [];
    private long _minStep;

    public int Count => _cues.Count;

    /// <summary>Notes a place.</summary>
    /// <param name="time">Milliseconds.</param>
    /// <param name="track">Track number.</param>
    /// <param name="clusterPosition">Bytes from the beginning of the segment's content.</param>
    public void Add(long time, int track, long clusterPosition)
    {
        if (_cues.Count > 0 && time < _cues[^1].Time + _minStep) return;
        _cues.Add((time, track, clusterPosition));
        if (_cues.Count < MaxCues) return;
        _minStep = Math.Max(1, (_cues[^1].Time - _cues[0].Time) * 2 / MaxCues);
        var thinned = _cues.Where((_, i) => i % 2 == 0).ToList();
        _cues.Clear();
        _cues.AddRange(thinned);
    }

    /// <summary>The Cues element (RFC 9559 §5.1.5).</summary>
    public void Write(EbmlWriter writer)
    {
        var points = new EbmlWriter();
        var (point, positions) = (new EbmlWriter(), new EbmlWriter());
        foreach (var cue in _cues)
        {
            point.Clear();
            positions.Clear();
            positions.Unsigned(MatroskaId.CueTrack, cue.Track);
            positions.Unsigned(MatroskaId.CueClusterPosition, cue.ClusterPosition);
            point.Unsigned(MatroskaId.CueTime, cue.Time);
            point.Master(MatroskaId.CueTrackPositions, positions);
            points.Master(MatroskaId.CuePoint, point);
        }

        writer.Master(MatroskaId.Cues, points);
    }
}
