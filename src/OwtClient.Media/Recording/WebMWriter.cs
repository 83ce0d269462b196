using OwtClient.Media.Matroska;

namespace OwtClient.Media.Recording;

/// <summary>Writes a WebM or Matroska file that can be played at any time, and sought in once it is finished.</summary>
/// <remarks>
/// Until <see cref="FinishAsync"/> the segment has an unknown size and no index; then both, and the duration, are put into the room kept
/// for them. Not thread-safe.
/// </remarks>
internal sealed class WebMWriter(Stream stream, IReadOnlyList<TrackHeader> tracks)
{
    private const int SeekHeadBytes = 68; // three entries
    private const int DurationBytes = 11;
    private readonly long _origin = stream.Position;
    private readonly ClusterBuilder _cluster = new();
    private readonly CueList _cues = new();
    private readonly HashSet<TrackHeader> _resolved = [];
    private readonly Dictionary<TrackHeader, long> _entryPositions = [];
    private readonly Dictionary<TrackHeader, (long Last, long Step)> _times = [];
    private readonly bool _hasVideo = tracks.Any(t => t.IsVideo);
    private long _segmentSizePosition;
    private long _segmentContent;
    private long _infoPosition;
    private long _durationPosition;
    private long _tracksPosition;

    /// <summary>Bytes written so far, including what was rewritten in place only once.</summary>
    public long Length { get; private set; }

    /// <summary>Time of the latest frame, and how long it will probably last, in milliseconds.</summary>
    public long DurationMilliseconds => _times.Count == 0 ? 0 : _times.Values.Max(t => t.Last + t.Step);

    /// <summary>Writes everything that comes before the first cluster.</summary>
    public async ValueTask WriteHeaderAsync(CancellationToken cancellationToken)
    {
        var file = new EbmlWriter();
        file.Master(MatroskaId.Ebml, MakeEbmlHeader());
        file.Id(MatroskaId.Segment);
        _segmentSizePosition = file.Length;
        file.Raw(EbmlWriter.UnknownSize);
        _segmentContent = file.Length;
        file.Void(SeekHeadBytes);
        _infoPosition = file.Length;
        var info = MakeInfo(out var durationOffset);
        file.Master(MatroskaId.Info, info);
        _durationPosition = file.Length - info.Length + durationOffset;
        _tracksPosition = file.Length;
        WriteTracks(file);
        await AppendAsync(file.Written, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a frame, and the ownership of its memory; writes the cluster before it if that is complete.</summary>
    public async ValueTask AddAsync(RecordedFrame frame, CancellationToken cancellationToken)
    {
        if (_cluster.MustEndBefore(frame)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        if (frame is { IsKeyFrame: true, Track.IsVideo: true } && !_resolved.Contains(frame.Track))
        {
            await ResolveAsync(frame, cancellationToken).ConfigureAwait(false);
        }

        _cluster.Add(frame);
        var step = _times.TryGetValue(frame.Track, out var before) ? Math.Clamp(frame.Time - before.Last, 0, 1000) : 0;
        _times[frame.Track] = (Math.Max(before.Last, frame.Time), step);
    }

    /// <summary>Writes the frames at hand as a cluster and hands it to the operating system.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_cluster.IsEmpty) return;
        foreach (var frame in _cluster.Frames)
        {
            if (!frame.IsKeyFrame || frame.Track.IsVideo != _hasVideo) continue;
            _cues.Add(frame.Time, frame.Track.Number, Length - _segmentContent);
            break; // one per cluster
        }

        await AppendAsync(_cluster.Build(), cancellationToken).ConfigureAwait(false);
        _cluster.Clear();
    }

    /// <summary>Writes what is left, the index, and fills the room kept at the beginning.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        var cuesPosition = Length;
        if (_cues.Count > 0)
        {
            var cues = new EbmlWriter();
            _cues.Write(cues);
            await AppendAsync(cues.Written, cancellationToken).ConfigureAwait(false);
        }

        var duration = new EbmlWriter();
        duration.Float(MatroskaId.Duration, DurationMilliseconds);
        await RewriteAsync(_durationPosition, duration.Written, cancellationToken).ConfigureAwait(false);
        await RewriteAsync(_segmentContent, MakeSeekHead(_cues.Count > 0 ? cuesPosition : null), cancellationToken).ConfigureAwait(false);
        await RewriteAsync(_segmentSizePosition, EbmlWriter.Size(Length - _segmentContent), cancellationToken).ConfigureAwait(false);
    }

    private EbmlWriter MakeEbmlHeader()
    {
        var header = new EbmlWriter();
        header.Unsigned(MatroskaId.EbmlVersion, 1);
        header.Unsigned(MatroskaId.EbmlReadVersion, 1);
        header.Unsigned(MatroskaId.EbmlMaxIdLength, EbmlVarInt.MaxIdLength);
        header.Unsigned(MatroskaId.EbmlMaxSizeLength, EbmlVarInt.MaxSizeLength);
        header.Text(MatroskaId.DocType, tracks.All(t => t.IsWebM) ? "webm" : "matroska");
        header.Unsigned(MatroskaId.DocTypeVersion, 4);
        header.Unsigned(MatroskaId.DocTypeReadVersion, 2);
        return header;
    }

    private static EbmlWriter MakeInfo(out int durationOffset)
    {
        var info = new EbmlWriter();
        info.Unsigned(MatroskaId.TimestampScale, 1_000_000);
        info.Text(MatroskaId.MuxingApp, "OwtClient");
        info.Text(MatroskaId.WritingApp, "OwtClient");
        durationOffset = info.Length;
        info.Void(DurationBytes);
        return info;
    }

    private void WriteTracks(EbmlWriter file)
    {
        var entries = new EbmlWriter();
        var offsets = new List<int>();
        foreach (var track in tracks)
        {
            offsets.Add(entries.Length);
            entries.Raw(track.MakeEntry().Written.Span);
        }

        file.Master(MatroskaId.Tracks, entries);
        var start = file.Length - entries.Length;
        foreach (var (track, offset) in tracks.Zip(offsets)) _entryPositions[track] = start + offset;
    }

    private ReadOnlyMemory<byte> MakeSeekHead(long? cuesPosition)
    {
        var entries = new EbmlWriter();
        AddSeek(entries, MatroskaId.Info, _infoPosition);
        AddSeek(entries, MatroskaId.Tracks, _tracksPosition);
        if (cuesPosition is { } position) AddSeek(entries, MatroskaId.Cues, position);
        var head = new EbmlWriter();
        head.Master(MatroskaId.SeekHead, entries);
        if (head.Length < SeekHeadBytes) head.Void(SeekHeadBytes - head.Length);
        return head.Written;
    }

    private void AddSeek(EbmlWriter entries, uint id, long position)
    {
        var name = new EbmlWriter();
        name.Id(id);
        var seek = new EbmlWriter();
        seek.Binary(MatroskaId.SeekId, name.Written.Span);
        seek.Unsigned(MatroskaId.SeekPosition, position - _segmentContent, minBytes: 8);
        entries.Master(MatroskaId.Seek, seek);
    }

    /// <summary>Puts the size of the picture into the track's header. A key frame that does not tell leaves it to the next.</summary>
    private async ValueTask ResolveAsync(RecordedFrame keyFrame, CancellationToken cancellationToken)
    {
        if (keyFrame.Track.FillRoom(keyFrame.Data) is not { } room) return;
        var position = _entryPositions[keyFrame.Track] + keyFrame.Track.RoomOffset;
        await RewriteAsync(position, room.Written, cancellationToken).ConfigureAwait(false);
        _resolved.Add(keyFrame.Track);
    }

    private async ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        Length += data.Length;
    }

    private async ValueTask RewriteAsync(long position, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        stream.Position = _origin + position;
        await stream.WriteAsync(data, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        stream.Position = _origin + Length;
    }
}
