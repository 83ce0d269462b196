using System.Buffers.Binary;

namespace OwtClient.WebRtc.Frames;

/// <summary>Looks into H.264 payloads: aggregates (RFC 6184 §5.7.1) and fragments (§5.8).</summary>
internal static class H264Payload
{
    /// <summary>FU indicator and FU header.</summary>
    internal const int FuHeaderLength = 2;

    /// <summary>Reads the NAL unit at the beginning of <paramref name="units"/>, behind its length; false if it breaks the rules.</summary>
    public static bool TryReadAggregated(ReadOnlySpan<byte> units, out ReadOnlySpan<byte> nalUnit)
    {
        nalUnit = default;
        if (units.Length < 3) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(units);
        if (length == 0 || length > units.Length - 2) return false;
        nalUnit = units.Slice(2, length);
        return H264NalUnit.TypeOf(nalUnit[0]) is > 0 and <= H264NalUnit.LastSingleType;
    }

    /// <summary>The header of a fragmented NAL unit: flags of the FU indicator, type of the FU header.</summary>
    public static byte HeaderOfFragmented(ReadOnlySpan<byte> payload) => (byte)((payload[0] & 0xe0) | (payload[1] & 0x1f));

    /// <summary>
    /// Copies the first two bytes of the first NAL unit in the payload; false if none begins there. A NAL unit of one byte leaves the
    /// second as it was.
    /// </summary>
    public static bool TryPeekNalUnit(ReadOnlySpan<byte> payload, Span<byte> firstBytes)
    {
        var nalUnit = payload;
        var type = H264NalUnit.TypeOf(payload[0]);
        if (type == H264NalUnit.FuAType)
        {
            if (payload.Length <= FuHeaderLength || (payload[1] & 0x80) == 0) return false;
            firstBytes[0] = HeaderOfFragmented(payload);
            firstBytes[1] = payload[FuHeaderLength];
            return true;
        }

        if (type == H264NalUnit.StapAType && !TryReadAggregated(payload[1..], out nalUnit)) return false;
        nalUnit[..Math.Min(nalUnit.Length, 2)].CopyTo(firstBytes);
        return true;
    }
}
