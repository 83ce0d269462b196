using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;
using static OwtClient.WebRtc.Tests.Negotiation.NegotiationFixture;

namespace OwtClient.WebRtc.Tests.Negotiation;

public class OfferBuilderTests
{
    /// <summary>The whole text once, so that every line is a decision.</summary>
    [Fact]
    public void Quirk_10_3_10_PublishingOneOpusAndOneVp8Track_IsTheMinimalOffer()
    {
        var offer = Offer(Audio("0", TransceiverDirection.SendOnly, RtpCodec.Opus), Video("1", TransceiverDirection.SendOnly, RtpCodec.Vp8));
        const string expected = """
            v=0
            o=- 4611686018427387905 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=extmap-allow-mixed
            a=msid-semantic:WMS *
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:ufrag
            a=ice-pwd:password-of-22-letters
            a=ice-options:trickle
            a=fingerprint:sha-256 AB:CD
            a=setup:actpass
            a=mid:0
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=sendonly
            a=msid:stream track-0
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 nack
            a=fmtp:111 minptime=10;useinbandfec=1
            a=ssrc:11 cname:cname
            a=ssrc:11 msid:stream track-0
            m=video 9 UDP/TLS/RTP/SAVPF 96
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:ufrag
            a=ice-pwd:password-of-22-letters
            a=ice-options:trickle
            a=fingerprint:sha-256 AB:CD
            a=setup:actpass
            a=mid:1
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
            a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
            a=sendonly
            a=msid:stream track-1
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 ccm fir
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=ssrc:22 cname:cname
            a=ssrc:22 msid:stream track-1

            """;
        Assert.Equal(expected.ReplaceLineEndings("\r\n"), SdpWriter.Write(offer));
    }

    /// <summary>PROTOCOL §6.1 and §5.8, row by row, for publishing and subscribing.</summary>
    [Theory]
    [InlineData(TransceiverDirection.SendOnly)]
    [InlineData(TransceiverDirection.RecvOnly)]
    public void Quirk_10_3_1_EveryOffer_KeepsTheRulesOfOwt(TransceiverDirection direction)
    {
        var offer = Offer(Audio("0", direction), Video("1", direction));
        Assert.Equal(["0", "1"], offer.Bundle!.Mids);
        Assert.Empty(offer.Transport.Fingerprints);
        Assert.All(offer.Media, media =>
        {
            Assert.Equal("UDP/TLS/RTP/SAVPF", media.Protocol);
            Assert.Equal(direction, media.Direction);
            Assert.Equal(SdpSetup.ActPass, media.Transport.Setup);
            Assert.NotNull(media.Transport.IceUfrag);
            Assert.NotNull(media.Transport.IcePwd);
            Assert.Single(media.Transport.Fingerprints);
            Assert.True(media.RtcpMux);
            Assert.Equal(4, Assert.Single(media.Extmaps, line => line.Uri.EndsWith("sdes:mid", StringComparison.Ordinal)).Id);
            Assert.All(media.Extmaps, line => Assert.InRange(line.Id, 1, 14));
            Assert.Equal(media.Formats, media.RtpMaps.Select(line => $"{line.PayloadType}"));
            Assert.Equal(direction == TransceiverDirection.SendOnly, media.Ssrcs.Count > 0);
            Assert.Empty(media.Candidates);
        });
        Assert.Equal(1, offer.Media[0].Extmaps.Find(line => line.Uri.EndsWith("audio-level", StringComparison.Ordinal))!.Id);
    }

    /// <summary>PROTOCOL §6.6: several H.264 payloads make the server pick another than the wanted one.</summary>
    [Fact]
    public void DefaultVideo_HasOneH264PayloadWithFmtp()
    {
        var video = Offer(Video("0", TransceiverDirection.SendOnly)).Media[0];
        var h264 = Assert.Single(video.RtpMaps, line => line.EncodingName == "H264");
        Assert.Contains("packetization-mode=1", Assert.Single(video.Fmtps, line => line.PayloadType == h264.PayloadType).Parameters, StringComparison.Ordinal);
    }

    [Fact]
    public void SimulcastSection_GoesByRidWithoutSsrcs()
    {
        var section = Video("0", TransceiverDirection.SendOnly, RtpCodec.Vp8) with
        {
            Encodings = [new LocalEncoding("q", 1), new LocalEncoding("h", 2), new LocalEncoding("f", 3)],
        };
        var video = Offer(section).Media[0];
        Assert.Equal("send q;h;f", video.Simulcast!.ToString());
        Assert.Equal(["q send", "h send", "f send"], video.Rids.Select(rid => rid.ToString()));
        Assert.Empty(video.Ssrcs);
    }

    [Fact]
    public void LaterOffer_KeepsPlacesAndNumbers_AndAddsBehind()
    {
        var first = Offer(Audio("a", TransceiverDirection.SendOnly), Video("b", TransceiverDirection.SendOnly, RtpCodec.Vp9));
        LocalSection[] wanted =
        [
            Video("c", TransceiverDirection.RecvOnly, RtpCodec.Vp8, RtpCodec.Vp9),
            Audio("a", TransceiverDirection.Inactive),
            Video("b", TransceiverDirection.SendOnly, RtpCodec.Vp9),
        ];
        Assert.True(OfferBuilder.TryBuild(Session, wanted, first, out var second));
        Assert.Equal(["a", "b", "c"], second.Media.Select(media => media.Mid));
        Assert.Equal(["a", "b", "c"], second.Bundle!.Mids);
        Assert.Equal(TransceiverDirection.Inactive, second.Media[0].Direction);
        Assert.Equal(first.Media[1].Formats, second.Media[1].Formats);
        Assert.Equal(["96", "98"], second.Media[2].Formats);
    }

    [Fact]
    public void SectionRejectedBefore_StaysRejected()
    {
        var first = Offer(Audio("a", TransceiverDirection.SendOnly), Video("b", TransceiverDirection.SendOnly));
        first.Media[0].Port = 0;
        Assert.True(OfferBuilder.TryBuild(Session, [Audio("a", TransceiverDirection.SendOnly), Video("b", TransceiverDirection.SendOnly)], first, out var second));
        Assert.Equal([0, 9], second.Media.Select(media => media.Port));
        Assert.Equal(["b"], second.Bundle!.Mids);
    }

    /// <summary>A number means one thing only in a bundle, and there are 32 dynamic ones.</summary>
    [Fact]
    public void MoreCodecsThanNumbers_IsRefused()
    {
        var many = Enumerable.Range(0, 33).Select(i => RtpCodec.Vp9 with { Fmtp = $"x={i}" }).ToArray();
        Assert.True(OfferBuilder.TryBuild(Session, [Video("0", TransceiverDirection.SendOnly, many[..32])], null, out var offer));
        Assert.Equal(32, offer.Media[0].Formats.Distinct().Count());
        Assert.False(OfferBuilder.TryBuild(Session, [Video("0", TransceiverDirection.SendOnly, many)], null, out _));
    }
}
