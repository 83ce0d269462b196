using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;
using static OwtClient.WebRtc.Tests.Negotiation.NegotiationFixture;

namespace OwtClient.WebRtc.Tests.Negotiation;

public class AnswerBuilderTests
{
    [Fact]
    public void PublishingBrowser_IsAnsweredWithCommonCodecsOnly()
    {
        var answer = Answer("chromium-a0-offer.sdp", Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly));
        Assert.Equal(["111", "0", "8"], answer.Media[0].Formats);
        Assert.Equal(["96", "108", "98"], answer.Media[1].Formats); // the offer's order; of H.264 the constrained baseline, mode 1
        Assert.DoesNotContain(answer.Media[1].RtpMaps, line => line.EncodingName is "rtx" or "red" or "AV1");
        Assert.Equal("level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f", answer.Media[1].Fmtps.Find(line => line.PayloadType == 108)!.Parameters);
        Assert.All(answer.Media, media => Assert.Equal(TransceiverDirection.RecvOnly, media.Direction));
        Assert.All(answer.Media, media => Assert.Equal(SdpSetup.Active, media.Transport.Setup));
        Assert.Equal(["ccm fir", "nack", "nack pli", "transport-cc"], answer.Media[1].Feedback.Where(line => line.PayloadType == 96).Select(line => line.Value));
        Assert.Empty(answer.Media[0].Feedback); // the browser did not offer nack for sound
        Assert.Equal([1, 2, 4], answer.Media[0].Extmaps.Select(line => line.Id));
        Assert.Equal([2, 4, 10, 11, 3], answer.Media[1].Extmaps.Select(line => line.Id));
        Assert.Empty(answer.Media[1].Ssrcs);
    }

    [Fact]
    public void SubscribingBrowser_IsAnsweredWithSentStreams()
    {
        var answer = Answer("chromium-b0-offer.sdp", Audio("0", TransceiverDirection.SendOnly), Video("1", TransceiverDirection.SendOnly, RtpCodec.H264));
        Assert.All(answer.Media, media => Assert.Equal(TransceiverDirection.SendOnly, media.Direction));
        Assert.Equal(["108"], answer.Media[1].Formats);
        Assert.Equal(["cname", "msid"], answer.Media[1].Ssrcs.Select(line => line.Attribute));
        Assert.Equal("stream track-1", Assert.Single(answer.Media[1].Msids).ToString());
        Assert.DoesNotContain(answer.Media[1].Feedback, line => line.Value == "transport-cc"); // nothing is received, so nothing is told
        Assert.DoesNotContain(answer.Media[1].Extmaps, line => line.Id == 3);
    }

    [Fact]
    public void OwnOrder_ComesFirstWhenTheApplicationChose()
    {
        var answer = Answer("chromium-b0-offer.sdp", Audio("0", TransceiverDirection.SendOnly, RtpCodec.Pcma, RtpCodec.Opus));
        Assert.Equal(["8", "111"], answer.Media[0].Formats);
    }

    [Fact]
    public void SimulcastBrowser_GetsItsLayersAccepted()
    {
        var answer = Answer("chromium-simulcast-a0-offer.sdp", Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly));
        Assert.Equal("recv q;h;f", answer.Media[1].Simulcast!.ToString());
        Assert.Equal(["q recv", "h recv", "f recv"], answer.Media[1].Rids.Select(rid => rid.ToString()));
    }

    [Fact]
    public void DataChannel_IsRejectedInItsPlace()
    {
        var answer = Answer("odd-data-channel-offer.sdp", Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly));
        Assert.Equal(["0", "1", "dc"], answer.Media.Select(media => media.Mid));
        Assert.Equal([9, 9, 0], answer.Media.Select(media => media.Port));
        Assert.Equal(["0", "1"], answer.Bundle!.Mids);
        Assert.Contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n", SdpWriter.Write(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void NoCommonCodec_RejectsTheSection()
    {
        var answer = Answer("odd-av1-only-offer.sdp", Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly));
        Assert.Equal([9, 0], answer.Media.Select(media => media.Port));
    }

    [Fact]
    public void WithoutBundle_OnlyTheFirstSectionIsTaken()
    {
        var answer = Answer("odd-no-bundle-offer.sdp", Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly));
        Assert.Equal([9, 0], answer.Media.Select(media => media.Port));
    }

    /// <summary>RFC 9429 §5.3.1: the answer's direction is what both want; the table in full.</summary>
    [Theory]
    [InlineData("sendrecv", TransceiverDirection.SendRecv, TransceiverDirection.SendRecv)]
    [InlineData("sendrecv", TransceiverDirection.SendOnly, TransceiverDirection.SendOnly)]
    [InlineData("sendrecv", TransceiverDirection.RecvOnly, TransceiverDirection.RecvOnly)]
    [InlineData("sendrecv", TransceiverDirection.Inactive, TransceiverDirection.Inactive)]
    [InlineData("sendonly", TransceiverDirection.SendRecv, TransceiverDirection.RecvOnly)]
    [InlineData("sendonly", TransceiverDirection.SendOnly, TransceiverDirection.Inactive)]
    [InlineData("sendonly", TransceiverDirection.RecvOnly, TransceiverDirection.RecvOnly)]
    [InlineData("sendonly", TransceiverDirection.Inactive, TransceiverDirection.Inactive)]
    [InlineData("recvonly", TransceiverDirection.SendRecv, TransceiverDirection.SendOnly)]
    [InlineData("recvonly", TransceiverDirection.SendOnly, TransceiverDirection.SendOnly)]
    [InlineData("recvonly", TransceiverDirection.RecvOnly, TransceiverDirection.Inactive)]
    [InlineData("recvonly", TransceiverDirection.Inactive, TransceiverDirection.Inactive)]
    [InlineData("inactive", TransceiverDirection.SendRecv, TransceiverDirection.Inactive)]
    [InlineData("inactive", TransceiverDirection.SendOnly, TransceiverDirection.Inactive)]
    [InlineData("inactive", TransceiverDirection.RecvOnly, TransceiverDirection.Inactive)]
    [InlineData("inactive", TransceiverDirection.Inactive, TransceiverDirection.Inactive)]
    public void Direction_IsWhatBothWant(string offered, TransceiverDirection wanted, TransceiverDirection answered)
    {
        var text = VectorFile.ReadText("sdp", "node-a0-offer.sdp").Replace("a=sendonly", "a=" + offered, StringComparison.Ordinal);
        var answer = AnswerBuilder.Build(Session, [Audio("0", wanted)], Parse(text), SdpSetup.Active);
        Assert.Equal(answered, answer.Media[0].Direction);
    }

    [Fact]
    public void H264OfAnotherProfile_IsTakenWhenThereIsNoBetter()
    {
        var offered = Offer(Video("0", TransceiverDirection.SendOnly, RtpCodec.H264 with { Fmtp = "packetization-mode=1;profile-level-id=640c1f" }));
        var answer = AnswerBuilder.Build(Session, [Video("0", TransceiverDirection.RecvOnly)], offered.Transmit(), SdpSetup.Active);
        Assert.Equal("packetization-mode=1;profile-level-id=640c1f", Assert.Single(answer.Media[0].Fmtps).Parameters);
    }

    [Fact]
    public void H264OfAnotherPacketizationMode_IsNotTaken()
    {
        var offered = Offer(Video("0", TransceiverDirection.SendOnly, RtpCodec.H264 with { Fmtp = "profile-level-id=42e01f" }));
        var answer = AnswerBuilder.Build(Session, [Video("0", TransceiverDirection.RecvOnly)], offered.Transmit(), SdpSetup.Active);
        Assert.True(answer.Media[0].IsRejected);
    }

    private static SdpSession Answer(string offer, params LocalSection[] sections) =>
        AnswerBuilder.Build(Session, sections, Recorded(offer), SdpSetup.Active);
}
