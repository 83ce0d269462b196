using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;
using static OwtClient.WebRtc.Tests.Negotiation.NegotiationFixture;

namespace OwtClient.WebRtc.Tests.Negotiation;

public class RemoteDescriptionTests
{
    /// <summary>PROTOCOL §6.2: sections added later carry the client's own credentials in OWT's answers.</summary>
    [Fact]
    public void Quirk_10_3_5_Transport_ComesFromTheFirstSectionOfTheBundle()
    {
        var answer = Recorded("chromium-multi-a1-answer.sdp");
        Assert.Equal(NegotiationRule.None, RemoteDescription.TryReadTransport(answer, out var transport));
        Assert.Equal("9b48", transport!.IceUfrag);
        Assert.Equal("WYY9", answer.Media[2].Transport.IceUfrag);
        Assert.Single(transport.Candidates);
        Assert.Equal(SdpSetup.Active, transport.Setup);
    }

    [Fact]
    public void Transport_SkipsARejectedFirstSection()
    {
        var answer = Recorded("node-a0-answer.sdp");
        answer.Media[0].Port = 0;
        answer.Media[0].Transport.IceUfrag = null;
        Assert.Equal(NegotiationRule.None, RemoteDescription.TryReadTransport(answer, out _));
    }

    [Fact]
    public void Transport_MayStandAtSessionLevel()
    {
        Assert.Equal(NegotiationRule.None, RemoteDescription.TryReadTransport(Recorded("odd-session-level-offer.sdp"), out var transport));
        Assert.NotEmpty(transport!.Fingerprints);
    }

    [Theory]
    [InlineData("a=ice-ufrag", NegotiationRule.MissingIceCredentials)]
    [InlineData("a=ice-pwd", NegotiationRule.MissingIceCredentials)]
    [InlineData("a=fingerprint", NegotiationRule.MissingFingerprint)]
    public void TransportAttributeMissing_IsNamed(string attribute, object rule)
    {
        var lines = VectorFile.ReadText("sdp", "node-a0-answer.sdp").Split("\r\n").Where(line => !line.StartsWith(attribute, StringComparison.Ordinal));
        Assert.Equal((NegotiationRule)rule, RemoteDescription.TryReadTransport(Parse(string.Join('\n', lines)), out _));
    }

    [Fact]
    public void OfferWithoutMids_IsRefused() =>
        Assert.Equal(NegotiationRule.MissingMid, RemoteDescription.CheckOffer(Recorded("odd-no-mid-offer.sdp"), null));

    [Fact]
    public void LaterOfferThatLeavesASectionOut_IsRefused()
    {
        var previous = Recorded("chromium-multi-a1-offer.sdp");
        Assert.Equal(NegotiationRule.SectionsMissing, RemoteDescription.CheckOffer(Recorded("chromium-multi-a0-offer.sdp"), previous));
    }

    [Fact]
    public void AnswerThatDoesNotFit_IsRefused()
    {
        var offer = Recorded("node-a0-offer.sdp");
        var answer = Recorded("node-a0-answer.sdp");
        Assert.Equal(NegotiationRule.None, RemoteDescription.CheckAnswer(offer, answer));
        Assert.Equal(NegotiationRule.SectionsMissing, RemoteDescription.CheckAnswer(offer, Recorded("chromium-multi-a1-answer.sdp")));

        answer.Media[1].Mid = "other";
        Assert.Equal(NegotiationRule.SectionChanged, RemoteDescription.CheckAnswer(offer, answer));
        answer.Media[1].Mid = "0";
        Assert.Equal(NegotiationRule.DuplicateMid, RemoteDescription.CheckAnswer(offer, answer));
        answer.Media[1].Mid = "1";
        foreach (var media in answer.Media) media.Port = 0;
        Assert.Equal(NegotiationRule.NothingAccepted, RemoteDescription.CheckAnswer(offer, answer));
    }

    [Theory]
    [InlineData(SdpSetup.ActPass, null, SdpSetup.Active)]
    [InlineData(SdpSetup.ActPass, DtlsRole.Server, SdpSetup.Passive)]
    [InlineData(SdpSetup.ActPass, DtlsRole.Client, SdpSetup.Active)]
    [InlineData(SdpSetup.Active, null, SdpSetup.Passive)]
    [InlineData(SdpSetup.Passive, null, SdpSetup.Active)]
    public void AnswererTakesTheFreeRole(object offered, object? current, object answered) =>
        Assert.Equal((SdpSetup)answered, SetupNegotiation.Answer((SdpSetup)offered, (DtlsRole?)current));

    [Theory]
    [InlineData(SdpSetup.Active, DtlsRole.Server, DtlsRole.Client)]
    [InlineData(SdpSetup.Passive, DtlsRole.Client, DtlsRole.Server)]
    public void RolesOfBothSides_FollowFromTheAnswer(object answered, object offerer, object answerer)
    {
        Assert.Equal((DtlsRole)offerer, SetupNegotiation.OffererRole((SdpSetup)answered));
        Assert.Equal((DtlsRole)answerer, SetupNegotiation.AnswererRole((SdpSetup)answered));
    }
}
