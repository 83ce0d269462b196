using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Negotiation;
using static OwtClient.WebRtc.Tests.Negotiation.NegotiationFixture;

namespace OwtClient.WebRtc.Tests.Negotiation;

public class SessionNegotiationTests
{
    private static readonly LocalSection[] Published = [Audio("0", TransceiverDirection.SendOnly), Video("1", TransceiverDirection.SendOnly)];
    private static readonly LocalSection[] Subscribed = [Audio("0", TransceiverDirection.RecvOnly), Video("1", TransceiverDirection.RecvOnly)];

    [Fact]
    public void OfferToOwt_ConnectsAsDtlsServerAndControllingAgent()
    {
        var negotiation = new SessionNegotiation(Session);
        Offer(negotiation, Published);
        var outcome = Answer(negotiation, "chromium-a0-answer.sdp");
        Assert.Equal((DtlsRole.Server, IceRole.Controlling), (outcome.DtlsRole, outcome.IceRole));
        Assert.Equal(["127.0.0.1"], outcome.Transport.Candidates.Select(candidate => candidate.Split(' ')[4]));
        Assert.Equal(SignalingState.Stable, negotiation.State);
    }

    [Fact]
    public void OfferOfABrowser_IsAnsweredAsDtlsClientAndControlledAgent()
    {
        var negotiation = new SessionNegotiation(Session);
        Assert.True(negotiation.SetRemote(new(SdpType.Offer, VectorFile.ReadText("sdp", "chromium-a0-offer.sdp")), out _).IsNone);
        var text = negotiation.CreateAnswer(Subscribed);
        Assert.True(negotiation.TrySetLocal(new(SdpType.Answer, text), out var outcome));
        Assert.Equal((DtlsRole.Client, IceRole.Controlled), (outcome!.DtlsRole, outcome.IceRole));
        Assert.Equal("UkcJ", outcome.Transport.IceUfrag);
    }

    /// <summary>The recorded later answer of OWT, with our own credentials echoed in the added section, changes nothing of the transport.</summary>
    [Fact]
    public void LaterAnswerOfOwt_KeepsRolesAndTransport()
    {
        var negotiation = new SessionNegotiation(Session);
        Offer(negotiation, Published);
        var first = Answer(negotiation, "chromium-multi-a0-answer.sdp");
        Offer(negotiation, [.. Published, Video("2", TransceiverDirection.SendOnly)]);
        var second = Answer(negotiation, "chromium-multi-a1-answer.sdp");
        Assert.Equal((first.DtlsRole, first.IceRole, first.Transport.IceUfrag), (second.DtlsRole, second.IceRole, second.Transport.IceUfrag));
        Assert.Equal([TransceiverDirection.SendOnly, TransceiverDirection.SendOnly, TransceiverDirection.SendOnly], second.Sections.Select(section => section.Direction));
    }

    [Fact]
    public void EveryDescription_HasAHigherVersion()
    {
        var negotiation = new SessionNegotiation(Session);
        var versions = Enumerable.Range(0, 3).Select(_ =>
        {
            Assert.True(negotiation.TryCreateOffer(Published, out var text));
            return Parse(text).Origin;
        }).ToArray();
        Assert.Single(versions.Select(origin => origin.SessionId).Distinct());
        Assert.Equal([2ul, 3ul, 4ul], versions.Select(origin => origin.Version));
    }

    [Fact]
    public void DescriptionOfSomebodyElse_CannotBeSetAsLocal()
    {
        var negotiation = new SessionNegotiation(Session);
        Assert.True(negotiation.TryCreateOffer(Published, out var old));
        Assert.True(negotiation.TryCreateOffer(Published, out _));
        Assert.False(negotiation.TrySetLocal(new(SdpType.Offer, old), out _));
        Assert.Equal(SignalingState.Stable, negotiation.State);
    }

    [Fact]
    public void BrokenAnswer_LeavesTheOfferStanding()
    {
        var negotiation = new SessionNegotiation(Session);
        Offer(negotiation, Published);
        Assert.Equal("SDP line 1: BadLine", negotiation.SetRemote(new(SdpType.Answer, "nonsense"), out _).ToString());
        var actpass = VectorFile.ReadText("sdp", "node-a0-answer.sdp").Replace("setup:active", "setup:actpass", StringComparison.Ordinal);
        Assert.Equal(NegotiationRule.SetupConflict, negotiation.SetRemote(new(SdpType.Answer, actpass), out _).Rule);
        Assert.Equal(SignalingState.HaveLocalOffer, negotiation.State);
        Answer(negotiation, "node-a0-answer.sdp");
    }

    private static void Offer(SessionNegotiation negotiation, LocalSection[] sections)
    {
        Assert.True(negotiation.TryCreateOffer(sections, out var text));
        Assert.True(negotiation.TrySetLocal(new(SdpType.Offer, text), out var outcome));
        Assert.Null(outcome);
    }

    private static NegotiationOutcome Answer(SessionNegotiation negotiation, string file)
    {
        var error = negotiation.SetRemote(new(SdpType.Answer, VectorFile.ReadText("sdp", file)), out var outcome);
        Assert.True(error.IsNone, error.ToString());
        return outcome!;
    }
}
