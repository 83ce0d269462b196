using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace OwtClient.WebRtc.Dtls;

/// <summary>The server's side of the handshake: demands a certificate of the client and picks the SRTP profile.</summary>
internal sealed class DtlsServerPeer(TlsCrypto crypto, DtlsNegotiation negotiation) : AbstractTlsServer(crypto)
{
    private DtlsEngineOptions Options => negotiation.Options;

    public override int GetHandshakeResendTimeMillis() => (int)Options.InitialRetransmission.TotalMilliseconds;

    public override bool ShouldCheckSigAlgOfPeerCerts() => false; // the fingerprint authenticates, whatever signed the certificate

    public override void NotifySecureRenegotiation(bool secureRenegotiation)
    {
        // WebRTC never renegotiates (RFC 8827 §6.5), so a peer need not know how to do it safely.
    }

    public override void ProcessClientExtensions(IDictionary<int, byte[]> clientExtensions)
    {
        base.ProcessClientExtensions(clientExtensions);
        var offered = clientExtensions is null ? null : TlsSrtpUtilities.GetUseSrtpExtension(clientExtensions);
        TlsSrtpUtilities.AddUseSrtpExtension(m_serverExtensions, negotiation.Answer(offered));
    }

    public override TlsCredentials GetCredentials() =>
        DtlsCredentials.Create(m_context, Options.Certificate, m_context.SecurityParameters.ClientSigAlgs);

    public override CertificateRequest GetCertificateRequest() =>
        new([ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign], DtlsCredentials.SignatureAlgorithms, null);

    public override void NotifyClientCertificate(Certificate clientCertificate) => negotiation.Authenticate(clientCertificate);

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        negotiation.Complete(m_context, localIsClient: false);
    }

    protected override bool PreferLocalCipherSuites() => true;

    protected override bool AllowCertificateStatus() => false;

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => DtlsCipherSuites.ForServer(Options.Certificate.Kind);
}
