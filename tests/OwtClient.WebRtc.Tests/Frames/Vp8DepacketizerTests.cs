using OwtClient.WebRtc.Frames;

namespace OwtClient.WebRtc.Tests.Frames;

public class Vp8DepacketizerTests
{
    /// <summary>Descriptors of RFC 7741 §4.6 and what browsers send; the data is always one byte, 0x01.</summary>
    [Theory]
    [InlineData("10 01", true, null, 1)] // no extension
    [InlineData("11 01", false, null, 1)] // start of partition 1
    [InlineData("00 01", false, null, 1)] // continuation
    [InlineData("90 80 11 01", true, 0x11, 3)] // 7-bit picture id
    [InlineData("90 80 92 34 01", true, 0x1234, 4)] // 15-bit picture id
    [InlineData("90 e0 92 34 05 40 01", true, 0x1234, 6)] // with TL0PICIDX and TID
    [InlineData("90 10 1f 01", true, null, 3)] // KEYIDX alone
    [InlineData("90 40 07 01", true, null, 3)] // TL0PICIDX alone
    public void Descriptor_IsRead(string hex, bool starts, int? pictureId, int length)
    {
        var payload = Convert.FromHexString(hex.Replace(" ", ""));
        Assert.True(Vp8Descriptor.TryParse(payload, out var descriptor));
        Assert.Equal((starts, pictureId, length), (descriptor.StartsFrame, descriptor.PictureId?.Value, descriptor.Length));
        for (var cut = 0; cut < payload.Length; cut++) Assert.False(Vp8Descriptor.TryParse(payload.AsSpan(0, cut), out _));
    }

    [Theory]
    [InlineData(5, 6, 0)]
    [InlineData(5, 9, 3)]
    [InlineData(0x7ffe, 1, 2)] // wraps
    [InlineData(9, 5, 0)] // goes back
    [InlineData(5, 5, 0)]
    public void PictureId_CountsAcrossTheWrap(int earlier, int later, int expected) =>
        Assert.Equal(expected, new PictureId(later, true).PicturesSince(new PictureId(earlier, true)));

    /// <summary>Senders without picture ids: a gap between whole frames hides at least one.</summary>
    [Fact]
    public void GapBetweenFramesWithoutPictureIds_CountsOne()
    {
        var depacketizer = new PayloadFormatHarness(MediaCodec.Vp8).Depacketizer;
        depacketizer.HandlePacket([0x10, 0x00, 1], 0, marker: true);
        depacketizer.HandleGap(5);
        depacketizer.HandlePacket([0x10, 0x01, 1], 3000, marker: true);
        Assert.True(depacketizer.TryTakeFrame(out _));
        Assert.True(depacketizer.TryTakeFrame(out var second));
        Assert.Equal(1, second.FramesLostBefore);
    }
}
