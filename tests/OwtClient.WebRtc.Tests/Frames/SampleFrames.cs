using System.Buffers.Binary;

namespace OwtClient.WebRtc.Tests.Frames;

/// <summary>Frames with a valid head and random content.</summary>
internal static class SampleFrames
{
    public static byte[] Make(MediaCodec codec, int length, bool isKeyFrame, int seed) => codec switch
    {
        MediaCodec.Vp8 => Vp8(length, isKeyFrame, seed),
        MediaCodec.Vp9 => Vp9(length, isKeyFrame, seed),
        MediaCodec.H264 => H264(length, isKeyFrame, seed),
        _ => Random(length, seed),
    };

    public static byte[] Random(int length, int seed)
    {
        var data = new byte[length];
        new Random(seed).NextBytes(data);
        return data;
    }

    /// <summary>An access unit of one slice; a key frame has parameter sets before it. Annex B, start codes of four bytes.</summary>
    public static byte[] H264(int sliceLength, bool isKeyFrame, int seed) => isKeyFrame
        ? AnnexB(Sps, Pps, Slice(0x65, sliceLength, seed))
        : AnnexB(Slice(0x41, sliceLength, seed));

    public static byte[] Slice(byte header, int length, int seed)
    {
        var slice = Random(Math.Max(length, 3), seed);
        for (var i = 0; i < slice.Length; i++) slice[i] |= 1; // no start code can appear
        slice[0] = header;
        slice[1] |= 0x80; // first_mb_in_slice = 0
        return slice;
    }

    /// <summary>Constrained Baseline, level 3.1, 640×360 (the height is cropped).</summary>
    public static byte[] Sps => Convert.FromHexString("6742c01fd900a02ff97011000003000100000300320f183248");

    public static byte[] Pps => [0x68, 0xcb, 0x83, 0xcb, 0x20];

    public static byte[] AnnexB(params byte[][] nalUnits) => [.. nalUnits.SelectMany(n => (byte[])[0, 0, 0, 1, .. n])];

    private static byte[] Vp8(int length, bool isKeyFrame, int seed)
    {
        var frame = Random(length, seed);
        frame[0] = (byte)(isKeyFrame ? frame[0] & 0xfe : frame[0] | 1);
        if (!isKeyFrame || length < 10) return frame;
        ((ReadOnlySpan<byte>)[0x9d, 0x01, 0x2a]).CopyTo(frame.AsSpan(3));
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(6), 640 | (1 << 14));
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(8), 360);
        return frame;
    }

    private static byte[] Vp9(int length, bool isKeyFrame, int seed)
    {
        // Profile 0, 640×360: marker 10, profile 00, not an existing frame, type; sync code; color space 1, range 0; sizes less one.
        if (!isKeyFrame) return [0x86, .. Random(length - 1, seed)];
        byte[] head = [0x82, 0x49, 0x83, 0x42, 0x20, 0x27, 0xf0, 0x16, 0x70];
        return [.. head, .. Random(Math.Max(0, length - head.Length), seed)];
    }
}
