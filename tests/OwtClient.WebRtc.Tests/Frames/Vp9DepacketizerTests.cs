using OwtClient.WebRtc.Frames;

namespace OwtClient.WebRtc.Tests.Frames;

public class Vp9DepacketizerTests
{
    [Theory]
    [InlineData("8c 92 34 86", true, true, 0, 3)] // picture id only
    [InlineData("ac 92 34 00 05 86", true, true, 0, 5)] // layer indices, TL0PICIDX
    [InlineData("f8 92 34 03 03 04 86", true, false, 1, 6)] // flexible: SID 1, two references
    [InlineData("8a 11 18 02800168 01 14 01 82", true, false, 0, 10)] // 7-bit id; structure with size and group
    [InlineData("8a 11 08 02 00 04 01 82", true, false, 0, 7)] // group of two pictures, none and one reference
    [InlineData("8a 11 30 02800168 05000280 82", true, false, 0, 11)] // two layers, sizes only
    public void Descriptor_IsRead(string hex, bool starts, bool ends, int spatialLayer, int length)
    {
        var payload = Convert.FromHexString(hex.Replace(" ", ""));
        Assert.True(Vp9Descriptor.TryParse(payload, out var d));
        Assert.Equal((starts, ends, spatialLayer, length), (d.StartsLayerFrame, d.EndsLayerFrame, d.SpatialLayer, d.Length));
        for (var cut = 0; cut < payload.Length; cut++) Assert.False(Vp9Descriptor.TryParse(payload.AsSpan(0, cut), out _));
    }

    [Fact]
    public void FourReferences_AreRefused() => Assert.False(Vp9Descriptor.TryParse([0xd8, 0x01, 0x03, 0x03, 0x03, 0x02, 0x86], out _));

    /// <summary>Three spatial layers, non-flexible: B and E around each, the marker on the last (RFC 9628 §4.1).</summary>
    [Fact]
    public void SpatialLayers_MakeOnePicture()
    {
        var depacketizer = new PayloadFormatHarness(MediaCodec.Vp9).Depacketizer;
        Assert.Equal(DepacketizeStatus.Ok, depacketizer.HandlePacket([0xa8, 0x01, 0x00, 0x01, 0x82, 0x49], 0, false));
        Assert.Equal(DepacketizeStatus.Ok, depacketizer.HandlePacket([0xa4, 0x01, 0x00, 0x01, 0x83], 0, false));
        Assert.Equal(DepacketizeStatus.Ok, depacketizer.HandlePacket([0xac, 0x01, 0x03, 0x01, 0x86, 2], 0, false));
        Assert.Equal(DepacketizeStatus.Ok, depacketizer.HandlePacket([0xac, 0x01, 0x05, 0x01, 0x86, 3], 0, true));
        Assert.True(depacketizer.TryTakeFrame(out var picture));
        Assert.Equal([0x82, 0x49, 0x83, 0x86, 2, 0x86, 3], picture.Data.ToArray());
        Assert.True(picture.IsKeyFrame);
    }

    [Fact]
    public void LossOfTheBaseLayer_LosesThePicture()
    {
        var depacketizer = new PayloadFormatHarness(MediaCodec.Vp9).Depacketizer;
        depacketizer.HandlePacket([0xac, 0x01, 0x00, 0x01, 0x82, 0x49], 0, true);
        depacketizer.HandleGap(1);
        Assert.Equal(DepacketizeStatus.FrameLost, depacketizer.HandlePacket([0xac, 0x02, 0x03, 0x02, 0x86, 2], 3000, true));
        depacketizer.HandlePacket([0xac, 0x03, 0x00, 0x03, 0x86, 2], 6000, true);
        Assert.True(depacketizer.TryTakeFrame(out _));
        Assert.True(depacketizer.TryTakeFrame(out var third));
        Assert.Equal(1, third.FramesLostBefore);
    }

    /// <summary>A layer frame that goes on in the next picture is a packet loss nobody announced.</summary>
    [Fact]
    public void MarkerInsideALayerFrame_LosesThePicture()
    {
        var depacketizer = new PayloadFormatHarness(MediaCodec.Vp9).Depacketizer;
        depacketizer.HandlePacket([0xa8, 0x01, 0x00, 0x01, 0x82, 0x49], 0, true);
        Assert.False(depacketizer.TryTakeFrame(out _));
    }
}
