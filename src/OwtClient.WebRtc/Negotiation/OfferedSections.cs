using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>What kinds of sections this engine can take part in.</summary>
internal static class OfferedSections
{
    /// <summary>Audio or video over DTLS-SRTP, RTCP on the same port, on the one transport there is.</summary>
    public static bool CanAccept(SdpSession offer, SdpMedia media) =>
        SectionWriter.TryParseKind(media.Kind, out _)
        && media is { IsSecureRtp: true, IsRejected: false, RtcpMux: true }
        && IsOnTransport(offer, media);

    /// <summary>
    /// Whether a section uses the transport of the first one. Without <c>BUNDLE</c> only the first accepted section can.
    /// </summary>
    public static bool IsOnTransport(SdpSession session, SdpMedia media) =>
        session.Bundle is { } bundle ? bundle.Mids.Contains(media.Mid) : ReferenceEquals(media, TransportSection(session));

    /// <summary>
    /// The section whose ICE and DTLS attributes count: the first of the bundle that is alive. Others are not looked at, because OWT
    /// fills sections added later with the client's own values (PROTOCOL §6.2).
    /// </summary>
    public static SdpMedia? TransportSection(SdpSession session)
    {
        foreach (var mid in session.Bundle?.Mids ?? [])
        {
            if (session.FindByMid(mid) is { IsRejected: false } tagged) return tagged;
        }

        return session.Media.Find(media => media is { IsSecureRtp: true, IsRejected: false });
    }
}
