using OwtClient.WebRtc;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.SipSorcery.Negotiation;

/// <summary>Tells SIPSorcery what was agreed, in a description that leaves it nothing to decide.</summary>
/// <remarks>
/// Trap: SIPSorcery pairs sections by kind and order, compares codecs by name alone, mistakes rejected sections, and takes the peer's
/// numbers for its own. So it gets the sections that are alive only, each with the agreed codecs, under this side's payload types.
/// Candidates are added one by one.
/// </remarks>
internal static class EngineDescription
{
    public static string Write(NegotiationOutcome outcome)
    {
        var session = new SdpSession { Origin = new SdpOrigin(1, 1), IceLite = outcome.Transport.IceLite };
        session.Media.AddRange(Live(outcome).Select(section => Describe(section, outcome.Transport)));
        session.Groups.Add(new SdpGroup(SdpGroup.Bundle, [.. session.Media.Select(media => media.Mid!)]));
        return SdpWriter.Write(session);
    }

    /// <summary>The sections SIPSorcery hears of, in the order of their tracks.</summary>
    public static IEnumerable<NegotiatedSection> Live(NegotiationOutcome outcome) =>
        outcome.Sections.Where(section => section.Direction != TransceiverDirection.Inactive);

    private static SdpMedia Describe(NegotiatedSection section, NegotiatedTransport transport)
    {
        var media = new SdpMedia
        {
            Kind = section.Kind.ToText(),
            Mid = section.Mid,
            Direction = section.Direction.Reverse(),
            RtcpMux = true,
            Transport = new SdpTransport
            {
                IceUfrag = transport.IceUfrag,
                IcePwd = transport.IcePwd,
                Setup = transport.Setup,
                Fingerprints = { transport.Fingerprints.First(EngineLimits.IsUsable) },
            },
        };
        foreach (var codec in section.ReceiveCodecs) SectionWriter.AddCodec(media, codec.PayloadType, codec.Codec, RtcpFeedbackKinds.None);
        foreach (var ssrc in section.RemoteSsrcs) media.Ssrcs.Add(new SdpSsrc(ssrc, "cname", "peer"));
        return media;
    }
}
