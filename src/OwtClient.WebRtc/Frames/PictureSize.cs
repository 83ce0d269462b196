namespace OwtClient.WebRtc.Frames;

/// <summary>Width and height in pixels, as the head of a key frame tells them.</summary>
internal readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>Reads a key frame, H.264 in Annex B form.</summary>
    /// <returns>False where it does not tell, as for sound, H.264 without parameter sets, and malformed frames.</returns>
    public static bool TryRead(MediaCodec codec, ReadOnlySpan<byte> keyFrame, out PictureSize size)
    {
        size = codec switch
        {
            MediaCodec.Vp8 when Vp8FrameHeader.TryParse(keyFrame, out var header) => new PictureSize(header.Width, header.Height),
            MediaCodec.Vp9 when Vp9FrameHeader.TryParse(keyFrame, out var header) => new PictureSize(header.Width, header.Height),
            MediaCodec.H264 => FromParameterSets(keyFrame),
            _ => default,
        };
        return size is { Width: > 0, Height: > 0 };
    }

    private static PictureSize FromParameterSets(ReadOnlySpan<byte> accessUnit)
    {
        var reader = new AnnexBReader(accessUnit);
        while (reader.TryRead(out var nalUnit))
        {
            if (H264Sps.TryParse(nalUnit, out var sps)) return new PictureSize(sps.Width, sps.Height);
        }

        return default;
    }
}
