using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace OwtClient.WebRtc.Dtls;

/// <summary>The client's side of the handshake.</summary>
internal sealed class DtlsClientPeer(TlsCrypto crypto, DtlsNegotiation negotiation) : AbstractTlsClient(crypto)
{
    private DtlsEngineOptions Options => negotiation.Options;

    public override int GetHandshakeResendTimeMillis() => (int)Options.InitialRetransmission.TotalMilliseconds;

    public override bool ShouldCheckSigAlgOfPeerCerts() => false; // the fingerprint authenticates, whatever signed the certificate

    public override void NotifySecureRenegotiation(bool secureRenegotiation)
    {
        // WebRTC never renegotiates (RFC 8827 §6.5), so a peer need not know how to do it safely.
    }

    public override IDictionary<int, byte[]> GetClientExtensions()
    {
        var extensions = base.GetClientExtensions();
        TlsSrtpUtilities.AddUseSrtpExtension(extensions, negotiation.Offer());
        return extensions;
    }

    public override void ProcessServerExtensions(IDictionary<int, byte[]> serverExtensions)
    {
        base.ProcessServerExtensions(serverExtensions);
        negotiation.Accept(serverExtensions is null ? null : TlsSrtpUtilities.GetUseSrtpExtension(serverExtensions));
    }

    public override TlsAuthentication GetAuthentication() => new Authentication(this, negotiation);

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        negotiation.Complete(m_context, localIsClient: true);
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => DtlsCipherSuites.ForClient();

    protected override IList<SignatureAndHashAlgorithm> GetSupportedSignatureAlgorithms() => DtlsCredentials.SignatureAlgorithms;

    protected override CertificateStatusRequest? GetCertificateStatusRequest() => null;

    private sealed class Authentication(DtlsClientPeer peer, DtlsNegotiation negotiation) : TlsAuthentication
    {
        public void NotifyServerCertificate(TlsServerCertificate serverCertificate) =>
            negotiation.Authenticate(serverCertificate.Certificate);

        public TlsCredentials GetClientCredentials(CertificateRequest certificateRequest) =>
            DtlsCredentials.Create(peer.m_context, peer.Options.Certificate, certificateRequest.SupportedSignatureAlgorithms);
    }
}
