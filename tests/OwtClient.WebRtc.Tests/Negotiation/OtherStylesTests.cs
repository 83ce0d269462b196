using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;
using static OwtClient.WebRtc.Tests.Negotiation.NegotiationFixture;

namespace OwtClient.WebRtc.Tests.Negotiation;

/// <summary>Offers in the styles of other implementations, answered.</summary>
public class OtherStylesTests
{
    private const string Transport =
        "a=ice-ufrag:abcd\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\na=fingerprint:sha-256 AB:CD\r\na=setup:actpass\r\n";

    /// <summary>RFC 9429 §5.2.1 with the max-bundle policy: only the first section has a port, the others are bundle-only.</summary>
    [Fact]
    public void BundleOnlySections_AreAlive()
    {
        var offer = Parse(
            "v=0\r\no=- 4962303333179871722 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-options:trickle ice2\r\na=group:BUNDLE a1 v1\r\na=group:LS a1 v1\r\n"
            + $"m=audio 10100 UDP/TLS/RTP/SAVPF 96 0\r\nc=IN IP4 203.0.113.100\r\na=mid:a1\r\na=sendrecv\r\na=rtpmap:96 opus/48000/2\r\na=maxptime:120\r\na=msid:47017fee\r\na=rtcp:10101 IN IP4 203.0.113.100\r\na=rtcp-mux\r\na=rtcp-mux-only\r\n{Transport}"
            + "m=video 0 UDP/TLS/RTP/SAVPF 100\r\nc=IN IP4 203.0.113.100\r\na=bundle-only\r\na=mid:v1\r\na=rtcp-mux\r\na=sendrecv\r\na=rtpmap:100 VP8/90000\r\na=imageattr:100 recv [x=[48:1920],y=[48:1080],q=1.0]\r\n");
        Assert.Equal(NegotiationRule.None, RemoteDescription.CheckOffer(offer, null));
        var answer = AnswerBuilder.Build(
            Session, [Audio("a1", TransceiverDirection.SendRecv), Video("v1", TransceiverDirection.RecvOnly)], offer, SdpSetup.Active);
        Assert.Equal(["a1", "v1"], answer.Bundle!.Mids);
        Assert.Equal(["96", "0"], answer.Media[0].Formats); // PCMU by its static number, without a rtpmap line
        var sections = Negotiator.Negotiate(answer, offer, DescriptionSide.Local);
        Assert.Equal([TransceiverDirection.SendRecv, TransceiverDirection.RecvOnly], sections.Select(section => section.Direction));
    }

    /// <summary>Firefox: fingerprint and options at session level, wildcard feedback, extensions with a direction, payloads of its own.</summary>
    [Fact]
    public void FirefoxStyle_IsAnswered()
    {
        var offer = Parse(
            "v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 5384187291 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=sendrecv\r\na=fingerprint:sha-256 AB:CD\r\na=group:BUNDLE 0 1\r\na=ice-options:trickle\r\na=msid-semantic:WMS *\r\n"
            + "m=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101\r\nc=IN IP4 0.0.0.0\r\na=sendonly\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level\r\na=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1\r\na=fmtp:101 0-15\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\na=ice-ufrag:abcd\r\na=mid:0\r\na=msid:{stream} {track}\r\na=rtcp-mux\r\na=rtpmap:109 opus/48000/2\r\na=rtpmap:9 G722/8000/1\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=setup:actpass\r\na=ssrc:1234 cname:{cname}\r\n"
            + "m=video 9 UDP/TLS/RTP/SAVPF 120 124 126\r\nc=IN IP4 0.0.0.0\r\na=sendonly\r\na=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=fmtp:126 profile-level-id=42e01f;level-asymmetry-allowed=1;packetization-mode=1\r\na=fmtp:124 apt=120\r\na=ice-pwd:aaaaaaaaaaaaaaaaaaaaaaaa\r\na=ice-ufrag:abcd\r\na=mid:1\r\na=rtcp-fb:* nack\r\na=rtcp-fb:* nack pli\r\na=rtcp-mux\r\na=rtcp-rsize\r\na=rtpmap:120 VP8/90000\r\na=rtpmap:124 rtx/90000\r\na=rtpmap:126 H264/90000\r\na=setup:actpass\r\na=ssrc-group:FID 55 56\r\na=ssrc:55 cname:{cname}\r\na=ssrc:56 cname:{cname}\r\n");
        var answer = AnswerBuilder.Build(
            Session, [Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly)], offer, SdpSetup.Active);
        Assert.Equal(["109", "0", "8"], answer.Media[0].Formats);
        Assert.Equal(["120", "126"], answer.Media[1].Formats);
        Assert.Equal(["1 urn:ietf:params:rtp-hdrext:ssrc-audio-level", "3 urn:ietf:params:rtp-hdrext:sdes:mid"], answer.Media[0].Extmaps.Select(line => line.ToString()));
        Assert.Contains(answer.Media[1].Feedback, line => line is { PayloadType: 120, Value: "nack pli" });
        Assert.Equal(NegotiationRule.None, RemoteDescription.TryReadTransport(offer, out var transport));
        Assert.Equal("AB:CD", Assert.Single(transport!.Fingerprints).Value);
        Assert.Equal([55u], Negotiator.Negotiate(answer, offer, DescriptionSide.Local)[1].RemoteSsrcs);
    }
}
