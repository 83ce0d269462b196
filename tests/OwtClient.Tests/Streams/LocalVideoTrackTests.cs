using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Streams;

public class LocalVideoTrackTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("12345678901234567")]
    [InlineData("q,h,q")]
    public void RidsThatCannotNameLayers_AreRefused(string rids) =>
        Assert.Throws<ArgumentException>(() => new LocalVideoTrack(rids: rids.Split(',')));

    [Fact]
    public void Rids_AreACopy()
    {
        var rids = new List<string> { "q", "h" };
        var track = new LocalVideoTrack(rids: rids);
        rids.Clear();
        Assert.Equal(["q", "h"], track.Rids);
        Assert.Empty(new LocalVideoTrack().Rids);
        Assert.Empty(new LocalAudioTrack().Rids);
    }

    [Fact]
    public void AFrame_NamesALayerWhereThereAreLayers()
    {
        var frame = new EncodedFrame(MediaCodec.Vp8, new byte[] { 1 }, TimeSpan.Zero);
        var layered = new LocalVideoTrack(rids: ["q", "h"]);
        Assert.False(layered.SendFrame(frame, "q")); // nobody publishes it
        Assert.Contains("q, h", Assert.Throws<ArgumentException>(() => layered.SendFrame(frame)).Message, StringComparison.Ordinal);
        Assert.Contains("layer f", Assert.Throws<ArgumentException>(() => layered.SendFrame(frame, "f")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LocalVideoTrack().SendFrame(frame, "q"));
    }
}
