namespace OwtClient.SipSorcery;

/// <summary>What kind of key a certificate has.</summary>
/// <remarks>
/// SIPSorcery takes the cipher suites of its own certificate's kind and no others. Where the peer begins the handshake, as OWT servers
/// and most others do when they answer, that matters little, because peers offer both kinds. Where SIPSorcery begins it – always when
/// it answers – the peer's certificate has to be of the same kind.
/// </remarks>
public enum CertificateKeyKind
{
    /// <summary>RSA, 2048 bits: the kind OWT servers have.</summary>
    Rsa,

    /// <summary>ECDSA with the curve P-256: the kind browsers and the managed engine have.</summary>
    EcdsaP256,
}
