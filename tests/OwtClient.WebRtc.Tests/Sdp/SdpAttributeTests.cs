using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Tests.Sdp;

/// <summary>Each attribute alone: what is read from a value, and that writing gives the value back.</summary>
public class SdpAttributeTests
{
    [Fact]
    public void RtpMap_WithAndWithoutChannels()
    {
        Assert.True(SdpRtpMap.TryParse("111 opus/48000/2", out var opus));
        Assert.Equal(new SdpRtpMap(111, "opus", 48000, 2), opus);
        Assert.Equal("111 opus/48000/2", opus!.ToString());
        Assert.True(SdpRtpMap.TryParse("96 VP8/90000", out var vp8));
        Assert.Equal("96 VP8/90000", vp8!.ToString());
        Assert.Null(vp8.Channels);
    }

    [Theory]
    [InlineData("1 urn:a", 1, null)]
    [InlineData("2/recvonly urn:a", 2, TransceiverDirection.RecvOnly)]
    public void Extmap_ReadAndWritten(string text, int id, TransceiverDirection? direction)
    {
        Assert.True(SdpExtmap.TryParse(text, out var extmap));
        Assert.Equal(new SdpExtmap(id, "urn:a", direction), extmap);
        Assert.Equal(text, extmap!.ToString());
    }

    [Theory]
    [InlineData("96 nack pli", (byte)96, "nack pli")]
    [InlineData("* transport-cc", null, "transport-cc")]
    public void RtcpFeedback_ReadAndWritten(string text, byte? payloadType, string value)
    {
        Assert.True(SdpRtcpFeedback.TryParse(text, out var feedback));
        Assert.Equal(new SdpRtcpFeedback(payloadType, value), feedback);
        Assert.Equal(text, feedback!.ToString());
    }

    [Theory]
    [InlineData("send q;h;f", new[] { "q", "h", "f" }, new string[0])]
    [InlineData("send a recv b;c", new[] { "a" }, new[] { "b", "c" })]
    [InlineData("recv b send a", new[] { "a" }, new[] { "b" })]
    [InlineData("send 1,2;~3", new[] { "1", "3" }, new string[0])]
    public void Simulcast_Read(string text, string[] send, string[] receive)
    {
        Assert.True(SdpSimulcast.TryParse(text, out var simulcast));
        Assert.Equal(send, simulcast!.Send);
        Assert.Equal(receive, simulcast.Receive);
    }

    [Theory]
    [InlineData("q send", true, null)]
    [InlineData("q recv pt=96;max-width=1280", false, "pt=96;max-width=1280")]
    public void Rid_ReadAndWritten(string text, bool isSend, string? restrictions)
    {
        Assert.True(SdpRid.TryParse(text, out var rid));
        Assert.Equal(new SdpRid("q", isSend, restrictions), rid);
        Assert.Equal(text, rid!.ToString());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdefg", false)]
    [InlineData("a.b", false)]
    public void Rid_IdFitsTheHeaderExtension(string id, bool valid) => Assert.Equal(valid, SdpRid.IsValid(id));

    [Theory]
    [InlineData("123 cname:a b", "cname", "a b")]
    [InlineData("123 flag", "flag", null)]
    public void Ssrc_ReadAndWritten(string text, string attribute, string? value)
    {
        Assert.True(SdpSsrc.TryParse(text, out var ssrc));
        Assert.Equal(new SdpSsrc(123, attribute, value), ssrc);
        Assert.Equal(text, ssrc!.ToString());
    }

    [Fact]
    public void Fingerprint_IsNormalised()
    {
        Assert.True(SdpFingerprint.TryParse("SHA-256 ab:0c", out var fingerprint));
        Assert.Equal("sha-256 AB:0C", fingerprint!.ToString());
    }

    [Theory]
    [InlineData("profile-id=2", "2")]
    [InlineData("a=1; Profile-ID = 2 ;b=3", "2")]
    [InlineData("xprofile-id=2", null)]
    [InlineData("111/111", null)]
    [InlineData(null, null)]
    public void Fmtp_ParameterIsFoundByName(string? fmtp, string? value)
    {
        Assert.Equal(value is not null, SdpFmtp.TryGetParameter(fmtp, "profile-id", out var found));
        Assert.Equal(value ?? "", found.ToString());
    }
}
