using System.Buffers.Binary;

namespace OwtClient.WebRtc.Frames;

/// <summary>The uncompressed head of a VP8 frame (RFC 6386 §9.1).</summary>
/// <param name="IsKeyFrame">Whether decoding can start here.</param>
/// <param name="Width">Pixels; 0 unless a key frame.</param>
/// <param name="Height">Pixels; 0 unless a key frame.</param>
internal readonly record struct Vp8FrameHeader(bool IsKeyFrame, int Width, int Height)
{
    private const int KeyFrameHeaderLength = 10; // bytes

    /// <summary>Whether the frame beginning with these bytes is a key frame. Needs the first byte only.</summary>
    public static bool IsKey(ReadOnlySpan<byte> data) => data.Length > 0 && (data[0] & 1) == 0;

    /// <summary>Reads the head; false if it is cut short or the start code of a key frame is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<byte> frame, out Vp8FrameHeader header)
    {
        header = default;
        if (frame.Length < 3) return false; // the frame tag
        if (!IsKey(frame)) return true;
        if (frame.Length < KeyFrameHeaderLength || !frame[3..].StartsWith((ReadOnlySpan<byte>)[0x9d, 0x01, 0x2a])) return false;
        var width = BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3fff; // the two bits above are an upscaling hint
        var height = BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3fff;
        header = new Vp8FrameHeader(true, width, height);
        return true;
    }
}
