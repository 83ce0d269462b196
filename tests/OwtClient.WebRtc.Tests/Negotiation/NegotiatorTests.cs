using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Sdp;
using static OwtClient.WebRtc.Tests.Negotiation.NegotiationFixture;

namespace OwtClient.WebRtc.Tests.Negotiation;

public class NegotiatorTests
{
    [Fact]
    public void TwoEngines_AgreeFromBothSides()
    {
        LocalSection[] wanted = [Audio("0", TransceiverDirection.SendRecv), Video("1", TransceiverDirection.SendOnly)];
        LocalSection[] offered = [Audio("0", TransceiverDirection.SendRecv), Video("1", TransceiverDirection.RecvOnly, RtpCodec.H264, RtpCodec.Vp8)];
        var offer = Offer(offered);
        var answer = AnswerBuilder.Build(Session, wanted, offer.Transmit(), SdpSetup.Active);
        Assert.Equal(NegotiationRule.None, RemoteDescription.CheckAnswer(offer, answer));

        var offerer = Negotiator.Negotiate(offer, answer.Transmit(), DescriptionSide.Remote);
        var answerer = Negotiator.Negotiate(answer, offer.Transmit(), DescriptionSide.Local);
        Assert.Equal([TransceiverDirection.SendRecv, TransceiverDirection.RecvOnly], offerer.Select(section => section.Direction));
        Assert.Equal([TransceiverDirection.SendRecv, TransceiverDirection.SendOnly], answerer.Select(section => section.Direction));
        Assert.Equal(offerer[1].ReceiveCodecs, answerer[1].SendCodecs);
        Assert.Equal([102, 96], answerer[1].SendCodecs.Select(codec => (int)codec.PayloadType));
        Assert.Equal((4, 4), (offerer[1].Extensions.IdOf(HeaderExtensionKind.Mid), answerer[1].Extensions.IdOf(HeaderExtensionKind.Mid)));
        Assert.Equal([22u], offerer[1].RemoteSsrcs);
        Assert.Empty(offerer[1].SendCodecs);
    }

    [Fact]
    public void AnswerOfOwtToAPublisher_IsUnderstood()
    {
        var offer = Offer(Audio("0", TransceiverDirection.SendOnly), Video("1", TransceiverDirection.SendOnly));
        var sections = Negotiator.Negotiate(offer, Recorded("chromium-a0-answer.sdp"), DescriptionSide.Remote);
        Assert.All(sections, section => Assert.Equal(TransceiverDirection.SendOnly, section.Direction));
        var video = Assert.Single(sections[1].SendCodecs);
        Assert.Equal((96, "VP8"), (video.PayloadType, video.Codec.Name));
        Assert.Equal(RtcpFeedbackKinds.Nack | RtcpFeedbackKinds.PictureLoss, video.Feedback); // ccm fir is dropped by the server
        Assert.Equal((1, 4), (sections[0].Extensions.IdOf(HeaderExtensionKind.AudioLevel), sections[0].Extensions.IdOf(HeaderExtensionKind.Mid)));
    }

    [Fact]
    public void AnswerOfOwtToASubscriber_NamesItsStreams()
    {
        var offer = Offer(Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly));
        var sections = Negotiator.Negotiate(offer, Recorded("chromium-b0-answer.sdp"), DescriptionSide.Remote);
        Assert.All(sections, section => Assert.Equal(TransceiverDirection.RecvOnly, section.Direction));
        Assert.Equal([281829970u], sections[0].RemoteSsrcs);
        Assert.Equal([1803157856u], sections[1].RemoteSsrcs);
        Assert.Equal(["opus", "PCMU", "PCMA"], sections[0].ReceiveCodecs.Select(codec => codec.Codec.Name));
    }

    [Fact]
    public void SectionWithoutFormats_IsInactive()
    {
        var offer = Offer(Audio("0", TransceiverDirection.SendOnly), Video("1", TransceiverDirection.SendOnly));
        var sections = Negotiator.Negotiate(offer, Recorded("odd-av1-only-answer.sdp"), DescriptionSide.Remote);
        Assert.Equal(TransceiverDirection.Inactive, sections[1].Direction);
        Assert.Empty(sections[1].SendCodecs);
    }

    /// <summary>The second number of an FID group repairs the first; it is no stream of its own.</summary>
    [Fact]
    public void RetransmissionSsrc_IsNotAStream()
    {
        var remote = Recorded("chromium-a0-offer.sdp");
        var answer = AnswerBuilder.Build(Session, [Video("1", TransceiverDirection.RecvOnly)], remote, SdpSetup.Active);
        Assert.Equal([2464963993u], Negotiator.Negotiate(answer, remote, DescriptionSide.Local)[1].RemoteSsrcs);
    }

    [Fact]
    public void SimulcastPublisher_SendsItsLayers()
    {
        var remote = Recorded("chromium-simulcast-a0-offer.sdp");
        var answer = AnswerBuilder.Build(Session, [Video("1", TransceiverDirection.RecvOnly)], remote, SdpSetup.Active);
        Assert.Equal(["q", "h", "f"], Negotiator.Negotiate(answer, remote, DescriptionSide.Local)[1].ReceiveRids);
    }

    /// <summary>The answer of a real OWT server to three layers (PROTOCOL §6.9).</summary>
    [Fact]
    public void SimulcastAnswerOfAServer_TakesTheLayers()
    {
        var (offer, answer) = (Recorded("chromium-simulcast-a0-offer.sdp"), Recorded("chromium-simulcast-a0-answer.sdp"));
        var video = Negotiator.Negotiate(offer, answer, DescriptionSide.Remote)[1];
        Assert.Equal(["q", "h", "f"], video.SendRids);
        Assert.NotEqual(0, video.Extensions.IdOf(WebRtc.Rtp.HeaderExtensionKind.Mid));
        Assert.NotEqual(0, video.Extensions.IdOf(WebRtc.Rtp.HeaderExtensionKind.RtpStreamId));
    }

    /// <summary>RFC 3264 §5.1: each side is sent the numbers it chose itself.</summary>
    [Fact]
    public void DifferentNumbersForOneCodec_AreKeptApart()
    {
        var offer = Offer(Video("0", TransceiverDirection.SendRecv, RtpCodec.Vp8));
        var text = SdpWriter.Write(offer).Replace(" 96", " 120", StringComparison.Ordinal).Replace(":96", ":120", StringComparison.Ordinal);
        var section = Negotiator.Negotiate(offer, Parse(text), DescriptionSide.Remote)[0];
        Assert.Equal(120, Assert.Single(section.SendCodecs).PayloadType);
        Assert.Equal(96, Assert.Single(section.ReceiveCodecs).PayloadType);
    }
}
