using OwtClient.WebRtc.Frames;

namespace OwtClient.WebRtc.Tests.Frames;

public class BitstreamHeaderTests
{
    [Fact]
    public void Vp8KeyFrame_TellsItsSizeWithoutTheScalingBits()
    {
        Assert.True(Vp8FrameHeader.TryParse(SampleFrames.Make(MediaCodec.Vp8, 50, true, 1), out var header));
        Assert.Equal(new Vp8FrameHeader(true, 640, 360), header);
    }

    [Fact]
    public void Vp8KeyFrameWithoutStartCode_IsRefused()
    {
        var frame = SampleFrames.Make(MediaCodec.Vp8, 50, true, 1);
        frame[4] ^= 1;
        Assert.False(Vp8FrameHeader.TryParse(frame, out _));
    }

    [Theory]
    [InlineData("82498342 2027f01670", 0, true, 640, 360)]
    [InlineData("86 00", 0, false, 0, 0)] // inter frame
    [InlineData("8a 00", 0, false, 0, 0)] // shows an existing frame
    [InlineData("b124c1a10b013f80b380", 3, true, 640, 360)]
    public void Vp9Header_TellsProfileAndSize(string hex, int profile, bool isKey, int width, int height)
    {
        var frame = Convert.FromHexString(hex.Replace(" ", ""));
        Assert.True(Vp9FrameHeader.TryParse(frame, out var header));
        Assert.Equal(new Vp9FrameHeader(profile, isKey, width, height), header);
        Assert.Equal(isKey, Vp9FrameHeader.IsKey(frame.AsSpan(0, 2)));
    }

    [Theory]
    [InlineData("6742c01fd900a02ff97011000003000100000300320f183248", 66, 0xc0, 31, 640, 360)]
    [InlineData("6764001facd9405005bb011000000300100000030320f1831960", 100, 0, 31, 1280, 720)]
    [InlineData("67640028acd94078044fde0220000003002000000643e2c5b2c0", 100, 0, 40, 1920, 1080)] // interlaced
    [InlineData("67f4000d919b282a10f1f1f808800000030080000019078a14cb", 244, 0, 13, 322, 242)] // 4:4:4
    [InlineData("677a000dbcd9415087888fc044000003000400000300c83c50a658", 122, 0, 13, 322, 242)] // 4:2:2
    public void H264Sps_TellsProfileLevelAndCroppedSize(string hex, int profile, int constraints, int level, int width, int height)
    {
        Assert.True(H264Sps.TryParse(Convert.FromHexString(hex), out var sps));
        Assert.Equal(new H264Sps((byte)profile, (byte)constraints, (byte)level, width, height), sps);
    }

    [Theory]
    [InlineData(MediaCodec.Vp9, "824983422027f01670", 640, 360)]
    [InlineData(MediaCodec.H264, "0000000167640028acd94078044fde0220000003002000000643e2c5b2c00000000165b8", 1920, 1080)]
    [InlineData(MediaCodec.H264, "0000000165b8", 0, 0)] // without parameter sets
    [InlineData(MediaCodec.Vp8, "10", 0, 0)]
    [InlineData(MediaCodec.Opus, "f8ff", 0, 0)]
    public void KeyFrame_TellsThePictureSize(MediaCodec codec, string hex, int width, int height)
    {
        Assert.Equal(width > 0, PictureSize.TryRead(codec, Convert.FromHexString(hex), out var size));
        Assert.Equal(new PictureSize(width, height), size);
    }

    /// <summary>RFC 6716 table 2, and the frame count codes of §3.2.</summary>
    [Theory]
    [InlineData("00", 480)] // SILK 10 ms
    [InlineData("18", 2880)] // SILK 60 ms
    [InlineData("60", 480)] // hybrid 10 ms
    [InlineData("68", 960)] // hybrid 20 ms
    [InlineData("80", 120)] // CELT 2.5 ms
    [InlineData("f8", 960)] // CELT 20 ms
    [InlineData("f9", 1920)] // two frames
    [InlineData("fb03", 2880)] // three frames
    public void OpusToc_TellsTheDuration(string hex, int expected)
    {
        Assert.True(OpusToc.TryGetSamples(Convert.FromHexString(hex), out var samples));
        Assert.Equal(expected, samples);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fb")] // the frame count is missing
    [InlineData("fb00")] // no frames
    [InlineData("fb07")] // 140 ms
    public void OpusTocOutOfBounds_IsRefused(string hex) => Assert.False(OpusToc.TryGetSamples(Convert.FromHexString(hex), out _));

    [Fact]
    public void TruncatedAndRandomHeaders_NeverThrow()
    {
        byte[][] whole =
        [
            SampleFrames.Sps,
            Convert.FromHexString("67640028acd94078044fde0220000003002000000643e2c5b2c0"),
            SampleFrames.Make(MediaCodec.Vp9, 9, true, 1),
            SampleFrames.Make(MediaCodec.Vp8, 10, true, 1),
        ];
        foreach (var data in whole)
        {
            for (var length = 0; length < data.Length; length++) ParseAll(data.AsSpan(0, length));
        }

        var random = new Random(5);
        for (var i = 0; i < 50_000; i++)
        {
            var data = new byte[random.Next(1, 64)];
            random.NextBytes(data);
            data[0] = (i % 3) switch { 0 => 0x67, 1 => 0x82, _ => data[0] };
            ParseAll(data);
        }
    }

    [Fact]
    public void ExpGolombOfMoreThan32Bits_ExhaustsTheReader()
    {
        foreach (var length in (ReadOnlySpan<int>)[0, 1, 3, 4, 20])
        {
            var bits = new BitReader(new byte[length]);
            Assert.Equal(0u, bits.ReadUe());
            Assert.True(bits.IsExhausted);
        }
    }

    private static void ParseAll(ReadOnlySpan<byte> data)
    {
        _ = H264Sps.TryParse(data, out _);
        _ = Vp9FrameHeader.TryParse(data, out _);
        _ = Vp8FrameHeader.TryParse(data, out _);
        _ = OpusToc.TryGetSamples(data, out _);
    }
}
