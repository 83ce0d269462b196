using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Checks a received description as far as this engine depends on it, and reads its transport.</summary>
internal static class RemoteDescription
{
    /// <summary>Checks an offer against the sections agreed before.</summary>
    public static NegotiationRule CheckOffer(SdpSession offer, SdpSession? previous)
    {
        var rule = CheckMids(offer);
        if (rule != NegotiationRule.None || previous is null) return rule;
        return offer.Media.Count < previous.Media.Count ? NegotiationRule.SectionsMissing : CheckOrder(previous, offer);
    }

    /// <summary>Checks an answer against the offer it is for.</summary>
    public static NegotiationRule CheckAnswer(SdpSession offer, SdpSession answer)
    {
        if (answer.Media.Count != offer.Media.Count) return NegotiationRule.SectionsMissing;
        var rule = CheckMids(answer);
        if (rule == NegotiationRule.None) rule = CheckOrder(offer, answer);
        if (rule != NegotiationRule.None) return rule;
        return answer.Media.TrueForAll(media => media.IsRejected) ? NegotiationRule.NothingAccepted : NegotiationRule.None;
    }

    /// <summary>Reads the transport from the section that carries it.</summary>
    public static NegotiationRule TryReadTransport(SdpSession session, out NegotiatedTransport? transport)
    {
        transport = null;
        if (OfferedSections.TransportSection(session) is not { } media) return NegotiationRule.NothingAccepted;
        var attributes = media.Transport.WithDefaults(session.Transport);
        if (attributes.IceUfrag is not { } ufrag || attributes.IcePwd is not { } pwd) return NegotiationRule.MissingIceCredentials;
        if (attributes.Fingerprints.Count == 0) return NegotiationRule.MissingFingerprint;
        var setup = attributes.Setup ?? SdpSetup.Active; // RFC 4145 §4: the default
        transport = new NegotiatedTransport(ufrag, pwd, session.IceLite, attributes.Fingerprints, setup, media.Candidates, media.EndOfCandidates);
        return NegotiationRule.None;
    }

    private static NegotiationRule CheckMids(SdpSession session)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var media in session.Media)
        {
            if (media.Mid is null) return NegotiationRule.MissingMid;
            if (!seen.Add(media.Mid)) return NegotiationRule.DuplicateMid;
        }

        return NegotiationRule.None;
    }

    private static NegotiationRule CheckOrder(SdpSession before, SdpSession after)
    {
        for (var i = 0; i < before.Media.Count; i++)
        {
            if (before.Media[i].Mid != after.Media[i].Mid || before.Media[i].Kind != after.Media[i].Kind) return NegotiationRule.SectionChanged;
        }

        return NegotiationRule.None;
    }
}
