namespace OwtClient.WebRtc.Frames;

/// <summary>Facts about NAL units: types (H.264 table 7-1, RFC 6184 §5.2) and what they say about a picture's beginning.</summary>
internal static class H264NalUnit
{
    internal const int SliceType = 1;
    internal const int PartitionAType = 2;
    internal const int PartitionCType = 4;
    internal const int IdrType = 5;
    internal const int SeiType = 6;
    internal const int SpsType = 7;
    internal const int PpsType = 8;
    internal const int DelimiterType = 9;
    internal const int LastSingleType = 23;
    internal const int StapAType = 24;
    internal const int FuAType = 28;

    /// <summary>What stands before each NAL unit of the frames we deliver.</summary>
    internal static ReadOnlySpan<byte> StartCode => [0, 0, 0, 1];

    /// <summary>Type in the low five bits of the header.</summary>
    public static int TypeOf(byte header) => header & 0x1f;

    /// <summary>
    /// Whether a picture may begin with this NAL unit: parameter sets and the like, or a slice whose first macroblock is the picture's
    /// first. Two bytes of it are enough.
    /// </summary>
    public static bool MayStartPicture(ReadOnlySpan<byte> nalUnit) => TypeOf(nalUnit[0]) switch
    {
        SliceType or PartitionAType or IdrType => IsFirstSlice(nalUnit),
        > PartitionAType and <= PartitionCType => false,
        _ => true,
    };

    /// <summary>
    /// first_mb_in_slice, an Exp-Golomb number at the very start of the slice header, is 0: a single 1 bit (H.264 §7.3.3).
    /// </summary>
    private static bool IsFirstSlice(ReadOnlySpan<byte> nalUnit) => nalUnit.Length > 1 && (nalUnit[1] & 0x80) != 0;
}
