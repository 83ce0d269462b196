using OwtClient.WebRtc.Frames;
using Packet = OwtClient.WebRtc.Tests.Frames.PayloadFormatHarness.Packet;

namespace OwtClient.WebRtc.Tests.Frames;

public class H264DepacketizerTests
{
    [Fact]
    public void SmallNalUnits_GoTogetherAndLargeOnesInFragments()
    {
        var packets = new PayloadFormatHarness(MediaCodec.H264).Packetize(SampleFrames.H264(250, true, 1));
        Assert.Equal([24, 28, 28, 28], packets.Select(p => p.Payload[0] & 0x1f));
        Assert.Equal([0x85, 0x05, 0x45], packets.Skip(1).Select(p => p.Payload[1])); // S, middle, E of type 5
    }

    [Theory]
    [InlineData(97)] // fits with the 3 bytes an aggregate of one would add
    [InlineData(98)] // fits only without them
    [InlineData(100)]
    [InlineData(101)] // does not fit
    public void NalUnitsAroundTheLimit_ComeBack(int length)
    {
        var harness = new PayloadFormatHarness(MediaCodec.H264);
        var frame = SampleFrames.AnnexB(SampleFrames.Slice(0x41, length, 1), SampleFrames.Slice(0x41, length, 2));
        Assert.Equal(frame, Assert.Single(harness.Depacketize(harness.Packetize(frame))).Data);
    }

    [Fact]
    public void ThreeByteStartCodesAndTrailingZeros_BecomeFourByteStartCodes()
    {
        var harness = new PayloadFormatHarness(MediaCodec.H264);
        byte[] frame = [0, 0, 1, 0x41, 0x9a, 7, 0, 0, 0, 0, 1, 0x41, 5, 6, 0, 0];
        var received = Assert.Single(harness.Depacketize(harness.Packetize(frame)));
        Assert.Equal(SampleFrames.AnnexB([0x41, 0x9a, 7], [0x41, 5, 6]), received.Data);
    }

    [Fact]
    public void NoStartCode_IsMalformed() =>
        Assert.Equal(PacketizeStatus.Malformed, new H264Packetizer().Start(new byte[] { 0x65, 1, 2, 3 }, 100));

    [Fact]
    public void IdrWithoutParameterSets_GetsTheNewestOnes()
    {
        var harness = new PayloadFormatHarness(MediaCodec.H264);
        var slice = SampleFrames.Slice(0x65, 30, 2);
        var received = harness.Depacketize(harness.Packetize(SampleFrames.H264(30, true, 1), SampleFrames.AnnexB(slice)));
        Assert.Equal(SampleFrames.AnnexB(SampleFrames.Sps, SampleFrames.Pps, slice), received[1].Data);
        Assert.True(received[1].IsKeyFrame);
    }

    /// <summary>New parameter sets may have been in the gap: the picture must not be shown with the old ones.</summary>
    [Fact]
    public void IdrWithoutParameterSetsAfterAGap_IsLost()
    {
        var harness = new PayloadFormatHarness(MediaCodec.H264);
        var packets = harness.Packetize(SampleFrames.H264(30, true, 1), SampleFrames.AnnexB(SampleFrames.Slice(0x65, 30, 2)));
        Assert.Single(harness.Depacketize([packets[0], null, packets[1]]));
    }

    [Theory]
    [InlineData(25)] // STAP-B
    [InlineData(26)] // MTAP16
    [InlineData(29)] // FU-B
    public void InterleavedMode_IsUnsupported(byte type)
    {
        var depacketizer = new PayloadFormatHarness(MediaCodec.H264).Depacketizer;
        depacketizer.HandlePacket([0x09, 0x30], 1, false);
        Assert.Equal(DepacketizeStatus.Unsupported, depacketizer.HandlePacket([type, 0, 1, 2, 3], 1, true));
    }

    [Theory]
    [InlineData("1805")] // aggregate cut in the length
    [InlineData("18000541")] // aggregate that claims more than there is
    [InlineData("180000")] // empty unit
    [InlineData("1c85")] // fragment without data
    [InlineData("1c0501")] // fragment without a beginning
    [InlineData("1c9c01")] // fragment of a fragment
    public void BrokenPayload_CostsOnlyItsFrame(string hex)
    {
        var harness = new PayloadFormatHarness(MediaCodec.H264);
        var good = harness.Packetize(SampleFrames.H264(30, true, 1), SampleFrames.H264(30, false, 1));
        var bad = new Packet(Convert.FromHexString(hex), good[0].Timestamp + 1, true);
        var received = harness.Depacketize([good[0], bad, good[1]]);
        Assert.Equal([0, 1], received.Select(f => f.LostBefore));
    }
}
