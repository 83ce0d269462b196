using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Who starts the DTLS handshake (RFC 8842 §5.2, §5.3).</summary>
internal static class SetupNegotiation
{
    /// <summary>The role to write into an answer: active if the peer leaves the choice, because that saves waiting for it.</summary>
    public static SdpSetup Answer(SdpSetup offered, DtlsRole? current) => (offered, current) switch
    {
        (SdpSetup.Active, _) => SdpSetup.Passive,
        (SdpSetup.Passive, _) => SdpSetup.Active,
        (_, DtlsRole.Server) => SdpSetup.Passive, // the association stays, and so do its roles
        _ => SdpSetup.Active,
    };

    /// <summary>The role of the side that wrote <c>actpass</c> into its offer.</summary>
    public static DtlsRole OffererRole(SdpSetup answered) => answered == SdpSetup.Passive ? DtlsRole.Client : DtlsRole.Server;

    /// <summary>The role of the side that wrote the answer.</summary>
    public static DtlsRole AnswererRole(SdpSetup answered) => answered == SdpSetup.Passive ? DtlsRole.Server : DtlsRole.Client;
}
