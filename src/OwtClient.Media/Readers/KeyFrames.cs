using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Media.Readers;

/// <summary>Finds out from a frame itself whether decoding can start there.</summary>
internal static class KeyFrames
{
    /// <summary>Whether <paramref name="frame"/> is a key frame; true for every frame of sound. H.264 in Annex B form.</summary>
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
            if (H264NalUnit.TypeOf(nalUnit[0]) == H264NalUnit.IdrType) return true;
        }

        return false;
    }
}
