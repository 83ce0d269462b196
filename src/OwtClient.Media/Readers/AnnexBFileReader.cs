using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Readers;

/// <summary>
/// An H.264 byte stream (Annex B) at a constant frame rate, cut into access units as H.264 §7.4.1.2.3 says. Progressive pictures only:
/// the two fields of an interlaced picture would be two frames. Start codes come out with four bytes.
/// </summary>
internal sealed class AnnexBFileReader(ByteSource source, MediaFileReaderOptions options) : MediaFileReader(source)
{
    private readonly ByteSource _source = source;
    private readonly MemoryStream _accessUnit = new();
    private byte[]? _next; // first NAL unit of the next access unit
    private long _frames;

    public override async ValueTask<MediaFrame?> ReadFrameAsync(CancellationToken cancellationToken = default)
    {
        _accessUnit.SetLength(0);
        var (hasPicture, isKey) = (false, false);
        while (true)
        {
            var nalUnit = _next ?? await ReadNalUnitAsync(cancellationToken).ConfigureAwait(false);
            _next = null;
            if (nalUnit is null) break;
            if (hasPicture && BeginsAccessUnit(nalUnit))
            {
                _next = nalUnit;
                break;
            }

            var type = H264NalUnit.TypeOf(nalUnit[0]);
            hasPicture |= type is >= H264NalUnit.SliceType and <= H264NalUnit.IdrType;
            isKey |= type == H264NalUnit.IdrType;
            Append(nalUnit);
        }

        if (!hasPicture) return null; // what is left has nothing to show
        var timestamp = TimeSpan.FromSeconds(_frames++ / options.ByteStreamFrameRate);
        var duration = TimeSpan.FromSeconds(_frames / options.ByteStreamFrameRate) - timestamp;
        return new MediaFrame(Tracks[0], _accessUnit.ToArray(), timestamp, duration, isKey);
    }

    public override void Rewind()
    {
        _source.Seek(0);
        _next = null;
        _frames = 0;
    }

    private protected override async ValueTask ReadHeaderAsync(CancellationToken cancellationToken)
    {
        _next = await ReadNalUnitAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new MediaFormatException(0, "The H.264 byte stream is empty.");
        var size = H264Sps.TryParse(_next, out var sps) ? (sps.Width, sps.Height) : (0, 0);
        Tracks = [new MediaTrack(1, MediaCodec.H264) { Width = size.Item1, Height = size.Item2 }];
    }

    private void Append(byte[] nalUnit)
    {
        _accessUnit.Write(H264NalUnit.StartCode);
        _accessUnit.Write(nalUnit);
        if (_accessUnit.Length > options.MaxFrameBytes)
        {
            throw new MediaFormatException(_source.Position, "An access unit is out of bounds.");
        }
    }

    private static bool BeginsAccessUnit(byte[] nalUnit) => H264NalUnit.TypeOf(nalUnit[0]) switch
    {
        H264NalUnit.SliceType or H264NalUnit.PartitionAType or H264NalUnit.IdrType => H264NalUnit.MayStartPicture(nalUnit),
        >= H264NalUnit.SeiType and <= H264NalUnit.DelimiterType or (>= 14 and <= 18) => true,
        _ => false, // partitions, end of sequence and of stream, filler: they follow a picture
    };

    /// <summary>The next NAL unit that is not empty, or null at the end.</summary>
    private async ValueTask<byte[]?> ReadNalUnitAsync(CancellationToken cancellationToken)
    {
        var nalUnit = new MemoryStream();
        var zeros = 0; // zero bytes seen last, not yet written
        while (true)
        {
            var data = await _source.PeekBufferAsync(cancellationToken).ConfigureAwait(false);
            if (data.IsEmpty) return nalUnit.Length > 0 ? nalUnit.ToArray() : null;
            var used = Take(data.Span, nalUnit, ref zeros, out var atStartCode);
            _source.Advance(used);
            if (nalUnit.Length + zeros > options.MaxFrameBytes)
            {
                throw new MediaFormatException(_source.Position, "A NAL unit is out of bounds.");
            }

            if (atStartCode && nalUnit.Length > 0) return nalUnit.ToArray();
        }
    }

    /// <summary>Copies up to the end of the next start code, leaving out it and the zeros around; tells how much was read.</summary>
    private static int Take(ReadOnlySpan<byte> data, MemoryStream nalUnit, ref int zeros, out bool atStartCode)
    {
        atStartCode = false;
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] == 0)
            {
                zeros++;
                continue;
            }

            atStartCode = zeros >= 2 && data[i] == 1;
            if (!atStartCode)
            {
                for (; zeros > 0; zeros--) nalUnit.WriteByte(0);
                nalUnit.WriteByte(data[i]);
                continue;
            }

            zeros = 0;
            return i + 1;
        }

        return data.Length;
    }
}
