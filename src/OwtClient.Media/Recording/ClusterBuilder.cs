using System.Buffers;
using System.Buffers.Binary;
using OwtClient.Media.Matroska;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Recording;

/// <summary>Collects frames of at most about a second and makes one cluster of them, in the order of time (RFC 9559 §5.1.3).</summary>
internal sealed class ClusterBuilder
{
    private const int MaxSpanMilliseconds = 1000;
    private const int MaxBytes = 4 << 20;
    private const byte KeyFrameFlag = 0x80;
    private readonly List<RecordedFrame> _frames = [];
    private readonly EbmlWriter _content = new();
    private readonly EbmlWriter _cluster = new();
    private int _bytes;
    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    public bool IsEmpty => _frames.Count == 0;

    /// <summary>The frames collected, for the index.</summary>
    public IReadOnlyList<RecordedFrame> Frames => _frames;

    /// <summary>
    /// Whether the cluster must be written before <paramref name="frame"/> is added: it is full, or the frame should begin one.
    /// </summary>
    public bool MustEndBefore(in RecordedFrame frame) => !IsEmpty
        && ((frame.Track.IsVideo && frame.IsKeyFrame)
            || frame.Time - _first >= MaxSpanMilliseconds
            || _last - frame.Time >= MaxSpanMilliseconds
            || _bytes + frame.Length > MaxBytes);

    public void Add(in RecordedFrame frame)
    {
        _frames.Add(frame);
        _bytes += frame.Length;
        _first = Math.Min(_first, frame.Time);
        _last = Math.Max(_last, frame.Time);
    }

    /// <summary>The cluster. Valid until the next call.</summary>
    public ReadOnlyMemory<byte> Build()
    {
        _content.Clear();
        _content.Unsigned(MatroskaId.Timestamp, _first);
        foreach (var frame in _frames.OrderBy(f => f.Time)) WriteBlock(frame); // stable: frames of one track keep their order
        _cluster.Clear();
        _cluster.Master(MatroskaId.Cluster, _content);
        return _cluster.Written;
    }

    /// <summary>Forgets the frames and gives their memory back.</summary>
    public void Clear()
    {
        foreach (var frame in _frames) ArrayPool<byte>.Shared.Return(frame.Buffer);
        _frames.Clear();
        (_bytes, _first, _last) = (0, long.MaxValue, long.MinValue);
    }

    private void WriteBlock(in RecordedFrame frame)
    {
        Span<byte> head = stackalloc byte[4];
        head[0] = (byte)(0x80 | frame.Track.Number);
        BinaryPrimitives.WriteInt16BigEndian(head[1..], (short)(frame.Time - _first));
        head[3] = frame.IsKeyFrame ? KeyFrameFlag : (byte)0;
        _content.Id(MatroskaId.SimpleBlock);
        if (frame.Track.Codec != MediaCodec.H264)
        {
            _content.WriteSize(head.Length + frame.Length);
            _content.Raw(head);
            _content.Raw(frame.Data);
            return;
        }

        _content.WriteSize(head.Length + LengthWithPrefixes(frame.Data));
        _content.Raw(head);
        WriteWithPrefixes(frame.Data);
    }

    private static int LengthWithPrefixes(ReadOnlySpan<byte> annexB)
    {
        var length = 0;
        var reader = new AnnexBReader(annexB);
        while (reader.TryRead(out var nalUnit)) length += 4 + nalUnit.Length;
        return length;
    }

    private void WriteWithPrefixes(ReadOnlySpan<byte> annexB)
    {
        Span<byte> prefix = stackalloc byte[4];
        var reader = new AnnexBReader(annexB);
        while (reader.TryRead(out var nalUnit))
        {
            BinaryPrimitives.WriteInt32BigEndian(prefix, nalUnit.Length);
            _content.Raw(prefix);
            _content.Raw(nalUnit);
        }
    }
}
