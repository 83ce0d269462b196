namespace OwtClient.WebRtc.Frames;

/// <summary>The beginning of a VP9 uncompressed header (VP9 bitstream specification 0.6, §6.2).</summary>
/// <param name="Profile">0 to 3.</param>
/// <param name="IsKeyFrame">Whether decoding can start here.</param>
/// <param name="Width">Pixels; 0 unless a key frame.</param>
/// <param name="Height">Pixels; 0 unless a key frame.</param>
internal readonly record struct Vp9FrameHeader(int Profile, bool IsKeyFrame, int Width, int Height)
{
    private const uint FrameMarker = 2;
    private const uint SyncCode = 0x498342;
    private const uint ColorSpaceRgb = 7;

    /// <summary>Whether the frame beginning with these bytes is a key frame. Needs two bytes at most.</summary>
    public static bool IsKey(ReadOnlySpan<byte> data)
    {
        var bits = new BitReader(data);
        return TryReadStart(ref bits, out _, out var isKey) && isKey && !bits.IsExhausted;
    }

    /// <summary>Reads the header as far as the size; false if it is cut short or not VP9.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Vp9FrameHeader header)
    {
        header = default;
        var bits = new BitReader(frame);
        if (!TryReadStart(ref bits, out var profile, out var isKey) || bits.IsExhausted) return false;
        var (width, height) = (0, 0);
        if (isKey)
        {
            bits.ReadBits(2); // show_frame, error_resilient_mode
            if (bits.ReadBits(24) != SyncCode) return false;
            SkipColorConfig(ref bits, profile);
            width = (int)bits.ReadBits(16) + 1;
            height = (int)bits.ReadBits(16) + 1;
        }

        header = new Vp9FrameHeader(profile, isKey, width, height);
        return !bits.IsExhausted;
    }

    private static bool TryReadStart(ref BitReader bits, out int profile, out bool isKey)
    {
        (profile, isKey) = (0, false);
        if (bits.ReadBits(2) != FrameMarker) return false;
        profile = (int)(bits.ReadBits(1) | (bits.ReadBits(1) << 1)); // low bit first
        if (profile == 3) bits.ReadBits(1); // reserved
        var showsExistingFrame = bits.ReadFlag();
        isKey = !showsExistingFrame && !bits.ReadFlag(); // frame_type: 0 is a key frame
        return true;
    }

    private static void SkipColorConfig(ref BitReader bits, int profile)
    {
        if (profile >= 2) bits.ReadBits(1); // bit depth 10 or 12
        var isRgb = bits.ReadBits(3) == ColorSpaceRgb;
        if (!isRgb) bits.ReadBits(1); // color range
        if (profile is 1 or 3) bits.ReadBits(isRgb ? 1 : 3); // subsampling and a reserved bit
    }
}
