using OwtClient.Server.Media;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Media;

public class KeyFrameReaderTests
{
    // Its size does not matter here.
    private static readonly byte[] Sps = [0x67, 0x42, 0xc0, 0x1f, 0xd9, 0x00, 0xa0, 0x5b, 0xb0, 0x16, 0xd0, 0x80, 0x00];

    [Theory]
    [InlineData(MediaCodec.Vp8, "10100200 9d012a 8002 6801", true, 640, 360)]
    [InlineData(MediaCodec.Vp8, "90e0 8123 45 00 100200 9d012a 8002 6801", true, 640, 360)] // picture id of two bytes, TL0PICIDX, TID
    [InlineData(MediaCodec.Vp8, "10110200", false, 0, 0)] // delta frame
    [InlineData(MediaCodec.Vp8, "00100200 9d012a 8002 6801", false, 0, 0)] // not the start of a partition
    [InlineData(MediaCodec.Vp8, "1010", true, 0, 0)] // a key frame cut short tells no size
    [InlineData(MediaCodec.H264, "65888400", true, 0, 0)]
    [InlineData(MediaCodec.H264, "41888400", false, 0, 0)]
    [InlineData(MediaCodec.H264, "7c8588", true, 0, 0)] // FU-A, start of an IDR slice
    [InlineData(MediaCodec.H264, "7c0588", false, 0, 0)] // FU-A, middle of one
    [InlineData(MediaCodec.H264, "7c8188", false, 0, 0)] // FU-A, start of another slice
    [InlineData(MediaCodec.H264, "78 0002 68ce 0002 6588", true, 0, 0)] // STAP-A: PPS, IDR
    [InlineData(MediaCodec.H264, "78 0002 68ce 0002 4188", false, 0, 0)]
    [InlineData(MediaCodec.H264, "78 0005 65", false, 0, 0)] // claims more than there is
    [InlineData(MediaCodec.Opus, "10100200", false, 0, 0)]
    [InlineData(MediaCodec.Vp8, "", false, 0, 0)]
    public void Payload_IsRecognised(MediaCodec codec, string hex, bool expected, int width, int height)
    {
        var payload = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(expected, KeyFrameReader.StartsKeyFrame(codec, payload, out var size));
        Assert.Equal((width, height), size);
    }

    [Fact]
    public void SequenceParameterSet_StartsAKeyFrame() => Assert.True(KeyFrameReader.StartsKeyFrame(MediaCodec.H264, Sps, out _));

    /// <summary>Whatever the bytes, there is an answer.</summary>
    [Theory]
    [InlineData(MediaCodec.Vp8)]
    [InlineData(MediaCodec.Vp9)]
    [InlineData(MediaCodec.H264)]
    public void EveryTruncationAndRandomBytes_NeverThrow(MediaCodec codec)
    {
        var random = new Random(7);
        var payload = new byte[64];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(payload);
            if (round % 3 == 0) Sps.CopyTo(payload, 0);
            KeyFrameReader.StartsKeyFrame(codec, payload.AsSpan(0, random.Next(payload.Length + 1)), out _);
        }
    }
}
