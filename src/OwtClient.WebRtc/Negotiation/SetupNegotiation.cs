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

    /// <summary>The role of the side that wrote <c>actpass</c> into its offer; false when the answer does not choose.</summary>
    public static bool TryGetOffererRole(SdpSetup answered, out DtlsRole role)
    {
        role = answered == SdpSetup.Passive ? DtlsRole.Client : DtlsRole.Server;
        return answered != SdpSetup.ActPass;
    }
}
