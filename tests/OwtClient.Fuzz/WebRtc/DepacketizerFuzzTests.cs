using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;

namespace OwtClient.Fuzz.WebRtc;

public class DepacketizerFuzzTests
{
    private static readonly byte[][] Payloads =
    [
        Seeds.Hex("90e0800142003f20d000009d012a8002e0010102"), // VP8: extended descriptor, picture id, key frame header
        Seeds.Hex("10a40100009d012a80020001"),
        Seeds.Hex("9c800104aabb30824983420027f01d7800"), // VP9: picture id, layers, key frame header
        Seeds.Hex("8e810102040100"),
        Seeds.Hex("6742c01fda02802dc80a"), // H.264: parameter sets, slice, STAP-A, FU-A
        Seeds.Hex("68ce3c80"),
        Seeds.Hex("6588840ab0"),
        Seeds.Hex("7800076742c01fda0280000468ce3c80"),
        Seeds.Hex("7c85aabbccdd"),
        Seeds.Hex("7c05aabbccdd"),
        Seeds.Hex("7c45aabbccdd"),
        Seeds.Hex("fc7f01020304"), // Opus, code 3
        [],
    ];

    /// <summary>Packets, gaps, markers and timestamps in any order: frames come out at most two at a time, and nothing throws.</summary>
    [Theory]
    [InlineData(MediaCodec.Vp8, 90000)]
    [InlineData(MediaCodec.Vp9, 90000)]
    [InlineData(MediaCodec.H264, 90000)]
    [InlineData(MediaCodec.Opus, 48000)]
    [InlineData(MediaCodec.Pcmu, 8000)]
    public void AnyPackets(MediaCodec codec, int clockRate)
    {
        var depacketizer = PayloadFormats.CreateDepacketizer(codec, clockRate, new FramePool())!;
        var random = new Random(FuzzLimits.Seed);
        uint timestamp = 0;
        Fuzzer.Bytes(Payloads, input =>
        {
            if (random.Next(10) == 0) depacketizer.HandleGap(random.Next(1, 100));
            if (random.Next(3) == 0) timestamp += (uint)random.Next(4000);
            depacketizer.HandlePacket(input, timestamp, random.Next(3) == 0);
            for (var frames = 0; depacketizer.TryTakeFrame(out var frame); frames++)
            {
                Assert.True(frames < 2);
                Assert.NotEqual(0, frame.Data.Length);
                frame.Dispose();
            }
        }, inputs: 8000);
    }

    [Fact]
    public void BitstreamHeaders_AnyInput() => Fuzzer.Bytes(
        [.. Payloads, Seeds.Hex("000000016742c01fda02802dc80a0000000168ce3c80000001658884"), Seeds.Hex("6764001facd9405005bb011000000300100000030320f1831960")],
        input =>
        {
            _ = Vp8FrameHeader.TryParse(input, out _);
            _ = Vp9FrameHeader.TryParse(input, out _);
            _ = H264Sps.TryParse(input, out _);
            OpusToc.TryGetSamples(input, out _);
            OpusToc.IsStereo(input);
            new H264ParameterSets().Learn(input);
            var units = 0;
            var reader = new AnnexBReader(input);
            while (reader.TryRead(out _)) Assert.True(units++ <= input.Length);
        });
}
