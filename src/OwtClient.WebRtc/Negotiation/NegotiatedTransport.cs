using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>How to reach and recognise the peer: the one transport that all sections share.</summary>
/// <param name="IceUfrag">The peer's user name fragment.</param>
/// <param name="IcePwd">The peer's password. Never logged.</param>
/// <param name="IceLite">Whether the peer only answers checks (RFC 8445 §2.5).</param>
/// <param name="Fingerprints">Hashes of the peer's certificate; one match is enough (RFC 8122 §5.1).</param>
/// <param name="Setup">The DTLS role the peer takes or offers.</param>
/// <param name="Candidates">Candidates in the description.</param>
/// <param name="EndOfCandidates">Whether there are no others.</param>
internal sealed record NegotiatedTransport(
    string IceUfrag,
    string IcePwd,
    bool IceLite,
    IReadOnlyList<SdpFingerprint> Fingerprints,
    SdpSetup Setup,
    IReadOnlyList<string> Candidates,
    bool EndOfCandidates)
{
    /// <summary>Names nothing secret.</summary>
    public override string ToString() => $"{nameof(NegotiatedTransport)} {Setup}, {Candidates.Count} candidates";
}
