using System.Buffers.Binary;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Readers;

/// <summary>IVF: a header of 32 bytes, then frames, each after its size and its time. Numbers are little-endian.</summary>
internal sealed class IvfReader(ByteSource source, MediaFileReaderOptions options) : MediaFileReader(source)
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 12;
    private readonly ByteSource _source = source;
    private long _firstFrame;
    private uint _unitsPerSecond;
    private uint _unitFactor;

    public override async ValueTask<MediaFrame?> ReadFrameAsync(CancellationToken cancellationToken = default)
    {
        var position = _source.Position;
        var header = await _source.PeekAsync(FrameHeaderBytes, cancellationToken).ConfigureAwait(false);
        if (header.Length < FrameHeaderBytes)
        {
            IsTruncated = !header.IsEmpty;
            return null;
        }

        var size = BinaryPrimitives.ReadUInt32LittleEndian(header.Span);
        var time = BinaryPrimitives.ReadInt64LittleEndian(header.Span[4..]);
        if (size == 0 || size > options.MaxFrameBytes)
        {
            throw new MediaFormatException(position, $"A frame of {size} bytes is out of bounds.");
        }

        if (!TryConvert(time, out var timestamp))
        {
            throw new MediaFormatException(position + 4, $"The frame's time {time} is out of bounds.");
        }

        _source.Advance(FrameHeaderBytes);
        var data = new byte[size];
        if (!await _source.TryReadAsync(data, cancellationToken).ConfigureAwait(false))
        {
            IsTruncated = true;
            return null;
        }

        return new MediaFrame(Tracks[0], data, timestamp, TimeSpan.Zero, KeyFrames.IsKeyFrame(Tracks[0].Codec, data));
    }

    public override void Rewind() => _source.Seek(_firstFrame);

    private protected override async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        var header = await _source.PeekAsync(HeaderBytes, cancellationToken).ConfigureAwait(false);
        if (header.Length < HeaderBytes) throw new MediaFormatException(header.Length, "The file ends inside the IVF header.");
        ParseHeader(header.Span);
        int headerBytes = BinaryPrimitives.ReadUInt16LittleEndian(header.Span[6..]);
        if (headerBytes < HeaderBytes) throw new MediaFormatException(6, $"An IVF header of {headerBytes} bytes is too short.");
        if (!await _source.TrySkipAsync(headerBytes, cancellationToken).ConfigureAwait(false))
        {
            throw new MediaFormatException(6, "The file ends inside the IVF header.");
        }

        _firstFrame = headerBytes;
    }

    private void ParseHeader(ReadOnlySpan<byte> header)
    {
        var fourCc = header.Slice(8, 4);
        var codec = fourCc.SequenceEqual("VP80"u8) ? MediaCodec.Vp8
            : fourCc.SequenceEqual("VP90"u8) ? MediaCodec.Vp9
            : fourCc.SequenceEqual("H264"u8) ? MediaCodec.H264
            : throw new MediaFormatException(8, "The codec of this IVF file is none of VP8, VP9 and H.264.");
        _unitsPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        _unitFactor = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        if (_unitsPerSecond == 0 || _unitFactor == 0) throw new MediaFormatException(16, "The time base has a zero.");
        Tracks =
        [
            new MediaTrack(1, codec)
            {
                Width = BinaryPrimitives.ReadUInt16LittleEndian(header[12..]),
                Height = BinaryPrimitives.ReadUInt16LittleEndian(header[14..]),
            },
        ];
    }

    private bool TryConvert(long time, out TimeSpan timestamp)
    {
        var ticks = (Int128)time * _unitFactor * TimeSpan.TicksPerSecond / _unitsPerSecond;
        var inBounds = Int128.Abs(ticks) < TimeSpan.MaxValue.Ticks / 4; // sums of times stay in bounds too
        timestamp = inBounds ? new TimeSpan((long)ticks) : default;
        return inBounds;
    }
}
