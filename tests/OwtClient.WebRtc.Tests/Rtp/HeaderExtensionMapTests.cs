using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtp;

public class HeaderExtensionMapTests
{
    [Fact]
    public void KnownNames_AreFoundBothWays()
    {
        var map = new HeaderExtensionMap();
        Assert.True(map.TryAdd(HeaderExtensionUri.AudioLevel, 1));
        Assert.True(map.TryAdd(HeaderExtensionUri.Mid, 4));
        Assert.True(map.TryAdd("urn:3gpp:video-orientation", 13)); // unknown here: ignored
        Assert.Equal(4, map.IdOf(HeaderExtensionKind.Mid));
        Assert.Equal(HeaderExtensionKind.AudioLevel, map.KindOf(1));
        Assert.Equal(HeaderExtensionKind.Unknown, map.KindOf(13));
        Assert.Equal(HeaderExtensionKind.Unknown, map.KindOf(0));
        Assert.Equal(0, map.IdOf(HeaderExtensionKind.RtpStreamId));
        Assert.False(map.NeedsTwoByteForm);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    public void ReservedIdentifiers_AreRefused(byte id) => Assert.False(new HeaderExtensionMap().TryAdd(HeaderExtensionUri.Mid, id));

    [Fact]
    public void AnIdentifierForTwoNames_IsRefused()
    {
        var map = new HeaderExtensionMap();
        Assert.True(map.TryAdd(HeaderExtensionUri.Mid, 4));
        Assert.True(map.TryAdd(HeaderExtensionUri.Mid, 4));
        Assert.False(map.TryAdd(HeaderExtensionUri.RtpStreamId, 4));
    }

    [Fact]
    public void Merge_FillsWhatIsMissing()
    {
        var (audio, video) = (new HeaderExtensionMap(), new HeaderExtensionMap());
        audio.TryAdd(HeaderExtensionUri.Mid, 4);
        video.TryAdd(HeaderExtensionUri.Mid, 4);
        video.TryAdd(HeaderExtensionUri.RtpStreamId, 20);
        audio.Merge(video);
        Assert.Equal(4, audio.IdOf(HeaderExtensionKind.Mid));
        Assert.Equal(20, audio.IdOf(HeaderExtensionKind.RtpStreamId));
        Assert.True(audio.NeedsTwoByteForm);
    }

    [Theory]
    [InlineData(HeaderExtensionUri.Mid, HeaderExtensionKind.Mid)]
    [InlineData(HeaderExtensionUri.RtpStreamId, HeaderExtensionKind.RtpStreamId)]
    [InlineData(HeaderExtensionUri.RepairedRtpStreamId, HeaderExtensionKind.RepairedRtpStreamId)]
    [InlineData(HeaderExtensionUri.AbsoluteSendTime, HeaderExtensionKind.AbsoluteSendTime)]
    [InlineData(HeaderExtensionUri.TransportSequence, HeaderExtensionKind.TransportSequence)]
    [InlineData(HeaderExtensionUri.AudioLevel, HeaderExtensionKind.AudioLevel)]
    [InlineData("urn:ietf:params:rtp-hdrext:SDES:MID", HeaderExtensionKind.Unknown)] // compared as it stands (RFC 3986 §6.2.1)
    public void Names(string uri, object expected) => Assert.Equal(expected, HeaderExtensionUri.KindOf(uri));
}
