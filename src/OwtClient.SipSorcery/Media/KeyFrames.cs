using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.SipSorcery.Media;

/// <summary>Tells key frames, about which endpoints say nothing.</summary>
internal static class KeyFrames
{
    private const int IdrSlice = 5; // H.264 table 7-1

    /// <summary>Whether decoding can start at a frame. Always true for sound; false for what makes no sense.</summary>
    public static bool IsKeyFrame(MediaCodec codec, ReadOnlySpan<byte> frame) => codec switch
    {
        MediaCodec.Vp8 => Vp8FrameHeader.IsKey(frame),
        MediaCodec.Vp9 => Vp9FrameHeader.IsKey(frame),
        MediaCodec.H264 => HasIdr(frame),
        _ => true,
    };

    private static bool HasIdr(ReadOnlySpan<byte> accessUnit)
    {
        var reader = new AnnexBReader(accessUnit);
        while (reader.TryRead(out var nalUnit))
        {
            if (nalUnit.Length > 0 && H264NalUnit.TypeOf(nalUnit[0]) == IdrSlice) return true;
        }

        return false;
    }
}
