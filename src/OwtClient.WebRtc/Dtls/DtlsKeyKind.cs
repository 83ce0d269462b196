namespace OwtClient.WebRtc.Dtls;

/// <summary>The key of a self-signed certificate.</summary>
internal enum DtlsKeyKind
{
    /// <summary>ECDSA on P-256: what every WebRTC peer must support (RFC 8827 §6.5), and cheap.</summary>
    EcdsaP256,

    /// <summary>RSA, 2048 bits when we make it: for peers that know nothing else. Takes tens of milliseconds to make.</summary>
    Rsa,
}
