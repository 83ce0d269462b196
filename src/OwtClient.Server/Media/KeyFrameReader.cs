using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Server.Media;

/// <summary>Recognises the packet that begins a key frame, and the picture size it tells.</summary>
internal static class KeyFrameReader
{
    /// <summary>Reads an RTP payload.</summary>
    /// <param name="codec">Its codec. Of a codec that is not known no packet is ever recognised.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="size">Picture size in pixels, or zeros where this packet does not tell it.</param>
    /// <returns>Whether a decoder can start with this packet.</returns>
    public static bool StartsKeyFrame(MediaCodec codec, ReadOnlySpan<byte> payload, out (int Width, int Height) size)
    {
        size = default;
        return codec switch
        {
            MediaCodec.Vp8 => StartsVp8KeyFrame(payload, out size),
            MediaCodec.Vp9 => StartsVp9KeyFrame(payload, out size),
            MediaCodec.H264 => StartsH264KeyFrame(payload, out size),
            _ => false,
        };
    }

    private static bool StartsVp8KeyFrame(ReadOnlySpan<byte> payload, out (int Width, int Height) size)
    {
        size = default;
        if (!Vp8Descriptor.TryParse(payload, out var descriptor) || !descriptor.StartsFrame) return false;
        var frame = payload[descriptor.Length..];
        if (!Vp8FrameHeader.IsKey(frame)) return false;
        if (Vp8FrameHeader.TryParse(frame, out var header)) size = (header.Width, header.Height);
        return true;
    }

    private static bool StartsVp9KeyFrame(ReadOnlySpan<byte> payload, out (int Width, int Height) size)
    {
        size = default;
        if (!Vp9Descriptor.TryParse(payload, out var descriptor) || !descriptor.StartsLayerFrame || descriptor.SpatialLayer != 0)
            return false;
        var frame = payload[descriptor.Length..];
        if (!Vp9FrameHeader.IsKey(frame)) return false;
        if (Vp9FrameHeader.TryParse(frame, out var header)) size = (header.Width, header.Height);
        return true;
    }

    /// <summary>A sequence parameter set, alone or in an aggregate, or the first piece of an IDR picture (RFC 6184 §5.6–§5.8).</summary>
    private static bool StartsH264KeyFrame(ReadOnlySpan<byte> payload, out (int Width, int Height) size)
    {
        size = default;
        if (payload.Length < 2) return false;
        switch (H264NalUnit.TypeOf(payload[0]))
        {
            case H264NalUnit.SpsType:
                size = SizeOf(payload);
                return true;
            case H264NalUnit.IdrType:
                return true;
            case H264NalUnit.FuAType:
                return (payload[1] & 0x80) != 0 && H264NalUnit.TypeOf(payload[1]) == H264NalUnit.IdrType; // start bit
            case H264NalUnit.StapAType:
                return AggregateStartsKeyFrame(payload[1..], out size);
            default:
                return false;
        }
    }

    private static bool AggregateStartsKeyFrame(ReadOnlySpan<byte> units, out (int Width, int Height) size)
    {
        size = default;
        while (units.Length > 2)
        {
            var length = (units[0] << 8) | units[1];
            if (length == 0 || length > units.Length - 2) return false;
            var unit = units.Slice(2, length);
            var type = H264NalUnit.TypeOf(unit[0]);
            if (type == H264NalUnit.SpsType) size = SizeOf(unit);
            if (type is H264NalUnit.SpsType or H264NalUnit.IdrType) return true;
            units = units[(2 + length)..];
        }

        return false;
    }

    private static (int Width, int Height) SizeOf(ReadOnlySpan<byte> unit) =>
        H264Sps.TryParse(unit, out var sps) ? (sps.Width, sps.Height) : default;
}
