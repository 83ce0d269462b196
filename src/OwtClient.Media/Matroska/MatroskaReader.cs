using OwtClient.Media.Readers;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Matroska;

/// <summary>WebM and Matroska (RFC 9559), read from front to end; neither cues nor sizes of clusters are needed.</summary>
/// <remarks>
/// Times are stored in units of about a millisecond. Opus packets that follow each other within that error are joined without a gap,
/// so that their RTP timestamps are exact.
/// </remarks>
internal sealed class MatroskaReader(ByteSource source, MediaFileReaderOptions options) : MediaFileReader(source)
{
    private const int MaxHeaderBytes = 1 << 20; // Info and Tracks; real ones take some hundred bytes
    private const int MaxTracks = 64;
    private const int BlockOverheadBytes = 4096; // track number, time, lacing; other elements of a group
    private readonly ByteSource _source = source;
    private readonly Dictionary<long, MatroskaTrackEntry> _entries = [];
    private readonly Queue<MediaFrame> _pending = [];
    private long _scale = 1_000_000; // nanoseconds per unit of time (RFC 9559 §5.1.2.9)
    private long _firstCluster;
    private long _clusterTime;
    private long? _clusterEnd;

    public override async ValueTask<MediaFrame?> ReadFrameAsync(CancellationToken cancellationToken = default)
    {
        MediaFrame? frame;
        while (!_pending.TryDequeue(out frame))
        {
            if (await TryReadElementAsync(cancellationToken).ConfigureAwait(false) is not { } element) return null;
            if (!await TryTakeAsync(element, cancellationToken).ConfigureAwait(false))
            {
                IsTruncated = true;
                return null;
            }
        }

        return frame;
    }

    public override void Rewind()
    {
        _source.Seek(_firstCluster);
        _pending.Clear();
        _clusterEnd = null;
        foreach (var entry in _entries.Values) entry.LastEnd = null;
    }

    private protected override async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var ebml = await ReadHeaderElementAsync(cancellationToken).ConfigureAwait(false);
        CheckDocType(ebml.Position, await ReadContentAsync(ebml, MaxHeaderBytes, cancellationToken).ConfigureAwait(false));
        var segment = await ReadHeaderElementAsync(cancellationToken).ConfigureAwait(false);
        if (segment.Id != MatroskaId.Segment) throw new MediaFormatException(segment.Position, "A segment should follow the EBML header.");
        while (true)
        {
            _firstCluster = _source.Position;
            var element = await ReadHeaderElementAsync(cancellationToken).ConfigureAwait(false);
            switch (element.Id)
            {
                case MatroskaId.Info:
                    ParseInfo(element.Position, await ReadContentAsync(element, MaxHeaderBytes, cancellationToken).ConfigureAwait(false));
                    break;
                case MatroskaId.Tracks:
                    ParseTracks(element.Position, await ReadContentAsync(element, MaxHeaderBytes, cancellationToken).ConfigureAwait(false));
                    break;
                case MatroskaId.Cluster when Tracks.Count == 0:
                    throw new MediaFormatException(element.Position, "There is no track that can be played before the first cluster.");
                case MatroskaId.Cluster:
                    EnterCluster(element);
                    return;
                default:
                    await SkipInHeaderAsync(element, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Handles an element of a cluster, or one on the level above; false if the file ends inside it.</summary>
    private async ValueTask<bool> TryTakeAsync(Element element, CancellationToken cancellationToken)
    {
        if (element.Id == MatroskaId.Cluster)
        {
            EnterCluster(element);
            return true;
        }

        if (element.Size == EbmlVarInt.UnknownSize) throw Malformed(element, "Only segments and clusters may have an unknown size.");
        if (_clusterEnd is { } end && element.Position < end && element.End > end)
        {
            throw Malformed(element, "The element is larger than its cluster.");
        }

        if (element.Id is not (MatroskaId.Timestamp or MatroskaId.SimpleBlock or MatroskaId.BlockGroup))
        {
            return await _source.TrySkipAsync(element.Size, cancellationToken).ConfigureAwait(false);
        }

        if (element.Size > options.MaxFrameBytes + BlockOverheadBytes)
        {
            throw Malformed(element, $"A block of {element.Size} bytes is out of bounds.");
        }

        var content = new byte[element.Size];
        if (!await _source.TryReadAsync(content, cancellationToken).ConfigureAwait(false)) return false;
        if (element.Id == MatroskaId.Timestamp) _clusterTime = EbmlReader.ToUnsigned(content);
        else if (element.Id == MatroskaId.SimpleBlock) TakeBlock(element, content, isKeyFrame: null, units: 0);
        else TakeGroup(element, content);
        return true;
    }

    private void EnterCluster(Element cluster)
    {
        _clusterTime = 0;
        _clusterEnd = cluster.Size == EbmlVarInt.UnknownSize ? null : cluster.End;
    }

    private void TakeGroup(Element element, byte[] content)
    {
        var (block, units, isKeyFrame) = (Array.Empty<byte>(), 0L, true);
        var reader = new EbmlReader(content);
        while (reader.TryRead(out var id, out var value))
        {
            if (id == MatroskaId.Block) block = value.ToArray();
            else if (id == MatroskaId.BlockDuration) units = EbmlReader.ToUnsigned(value);
            else if (id == MatroskaId.ReferenceBlock) isKeyFrame = false;
        }

        if (reader.IsMalformed) throw Malformed(element, "The block group is malformed.");
        TakeBlock(element, block, isKeyFrame, units);
    }

    /// <param name="element">Where the block stands.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="isKeyFrame">What its group says, or null to take the block's own word.</param>
    /// <param name="units">Duration its group tells in units of the timestamp scale, or 0.</param>
    private void TakeBlock(Element element, byte[] content, bool? isKeyFrame, long units)
    {
        if (!MatroskaBlock.TryParse(content, out var block)) throw Malformed(element, "The block is malformed.");
        if (!_entries.TryGetValue(block.TrackNumber, out var entry)) return;
        var time = ToTime(element, (Int128)_clusterTime + block.RelativeTime);
        var blockDuration = ToTime(element, units) / block.Frames.Count;
        foreach (var range in block.Frames)
        {
            var data = content[range];
            if (entry.Avc is { } avc) data = avc.ToAnnexB(data) ?? throw Malformed(element, "A NAL unit is longer than its frame.");
            if (data.Length == 0) continue;
            var duration = DurationOf(entry, data, blockDuration);
            time = Join(entry, time, duration);
            var isKey = entry.Track.Kind == MediaKind.Audio || (isKeyFrame ?? block.IsKeyFrame);
            _pending.Enqueue(new MediaFrame(entry.Track, data, time, duration, isKey));
            time += duration;
        }
    }

    private static TimeSpan DurationOf(MatroskaTrackEntry entry, byte[] data, TimeSpan blockDuration)
    {
        if (entry.Track.Codec == MediaCodec.Opus && OpusToc.TryGetSamples(data, out var samples))
        {
            return samples * TimeSpan.FromSeconds(1) / 48000;
        }

        if (entry.Track.Kind == MediaKind.Audio && entry.Track.Codec != MediaCodec.Opus)
        {
            return data.Length * TimeSpan.FromSeconds(1) / 8000;
        }

        return blockDuration > TimeSpan.Zero ? blockDuration : entry.DefaultDuration;
    }

    /// <summary>Takes the rounding of the stored time back, where the frame before tells the exact one.</summary>
    private TimeSpan Join(MatroskaTrackEntry entry, TimeSpan time, TimeSpan duration)
    {
        if (entry.Track.Kind != MediaKind.Audio) return time;
        var rounding = new TimeSpan(_scale / 100) * 1.5;
        if (entry.LastEnd is { } end && (time - end).Duration() <= rounding) time = end;
        entry.LastEnd = time + duration;
        return time;
    }

    private static void CheckDocType(long position, byte[] header)
    {
        var docType = "matroska"; // RFC 9559 gives no default; RFC 8794 makes it mandatory, yet some writers leave it out
        var reader = new EbmlReader(header);
        while (reader.TryRead(out var id, out var value))
        {
            if (id == MatroskaId.DocType) docType = EbmlReader.ToText(value);
        }

        if (reader.IsMalformed) throw new MediaFormatException(position, "The EBML header is malformed.");
        if (docType is not ("webm" or "matroska")) throw new MediaFormatException(position, "The document is neither WebM nor Matroska.");
    }

    private void ParseInfo(long position, byte[] content)
    {
        double duration = 0;
        var reader = new EbmlReader(content);
        while (reader.TryRead(out var id, out var value))
        {
            if (id == MatroskaId.TimestampScale) _scale = EbmlReader.ToUnsigned(value);
            else if (id == MatroskaId.Duration) duration = EbmlReader.ToFloat(value);
        }

        if (reader.IsMalformed) throw new MediaFormatException(position, "The segment's information is malformed.");
        if (_scale is <= 0 or > 1_000_000_000)
        {
            throw new MediaFormatException(position, $"A timestamp scale of {_scale} ns is out of bounds.");
        }

        var seconds = duration * _scale / 1e9;
        if (seconds is > 0 and < 1e9) Duration = TimeSpan.FromSeconds(seconds);
    }

    private void ParseTracks(long position, byte[] content)
    {
        var reader = new EbmlReader(content);
        while (reader.TryRead(out var id, out var value))
        {
            if (id != MatroskaId.TrackEntry || _entries.Count == MaxTracks) continue;
            if (MatroskaTrackEntry.TryParse(value) is { } entry) _entries.TryAdd(entry.Track.Id, entry);
        }

        if (reader.IsMalformed) throw new MediaFormatException(position, "The list of tracks is malformed.");
        if (_entries.Count == 0) throw new MediaFormatException(position, "None of the tracks can be played.");
        Tracks = [.. _entries.Values.Select(e => e.Track)];
    }

    private TimeSpan ToTime(Element element, Int128 units)
    {
        var ticks = units * _scale / 100;
        if (Int128.Abs(ticks) > TimeSpan.MaxValue.Ticks / 4) throw Malformed(element, "The time is out of bounds.");
        return new TimeSpan((long)ticks);
    }

    private async ValueTask<Element?> TryReadElementAsync(CancellationToken cancellationToken)
    {
        var position = _source.Position;
        var head = await _source.PeekAsync(EbmlVarInt.MaxIdLength + EbmlVarInt.MaxSizeLength, cancellationToken).ConfigureAwait(false);
        if (head.IsEmpty) return null;
        if (EbmlVarInt.TryReadId(head.Span, out var id, out var idLength)
            && EbmlVarInt.TryReadSize(head.Span[idLength..], out var size, out var sizeLength))
        {
            _source.Advance(idLength + sizeLength);
            return new Element(id, position, _source.Position, size);
        }

        // Fewer bytes than the longest head can only be the end of the file.
        if (head.Length == EbmlVarInt.MaxIdLength + EbmlVarInt.MaxSizeLength)
        {
            throw new MediaFormatException(position, "No element begins here.");
        }

        IsTruncated = true;
        return null;
    }

    private async ValueTask<Element> ReadHeaderElementAsync(CancellationToken cancellationToken) =>
        await TryReadElementAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new MediaFormatException(_source.Position, "The file ends before the first cluster.");

    private async ValueTask<byte[]> ReadContentAsync(Element element, int limit, CancellationToken cancellationToken)
    {
        if (element.Size is < 0 || element.Size > limit) throw Malformed(element, "The size of a header element is out of bounds.");
        var content = new byte[element.Size];
        if (await _source.TryReadAsync(content, cancellationToken).ConfigureAwait(false)) return content;
        throw Malformed(element, "The file ends inside a header element.");
    }

    private async ValueTask SkipInHeaderAsync(Element element, CancellationToken cancellationToken)
    {
        if (element.Size < 0) throw Malformed(element, "Only segments and clusters may have an unknown size.");
        if (await _source.TrySkipAsync(element.Size, cancellationToken).ConfigureAwait(false)) return;
        throw Malformed(element, "The file ends inside a header element.");
    }

    private static MediaFormatException Malformed(Element element, string cause) => new(element.Position, cause);

    private readonly record struct Element(uint Id, long Position, long ContentPosition, long Size)
    {
        public long End => ContentPosition + Size;
    }
}
