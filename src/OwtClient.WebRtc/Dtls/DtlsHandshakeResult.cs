using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Dtls;

/// <summary>What a successful handshake yields.</summary>
/// <param name="SrtpProfile">The negotiated profile.</param>
/// <param name="Keys">SRTP keys of both directions. Whoever receives the result disposes them.</param>
/// <param name="PeerCertificate">The peer's certificate in DER; it fits the signalled fingerprint.</param>
/// <param name="CipherSuite">The IANA name of the TLS cipher suite, for statistics.</param>
internal sealed record DtlsHandshakeResult(
    SrtpProfile SrtpProfile, SrtpKeyPair Keys, ReadOnlyMemory<byte> PeerCertificate, string CipherSuite)
{
    /// <summary>The peer's fingerprint.</summary>
    public DtlsFingerprint PeerFingerprint => DtlsFingerprint.Compute("sha-256", PeerCertificate.Span);
}
