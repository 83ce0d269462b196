namespace OwtClient.WebRtc.Dtls;

/// <summary>Why a handshake did not succeed.</summary>
internal enum DtlsFailure
{
    /// <summary>Not finished within <see cref="DtlsEngineOptions.HandshakeTimeout"/>.</summary>
    Timeout,

    /// <summary>The peer has no certificate, or one that fits none of the signalled fingerprints.</summary>
    FingerprintMismatch,

    /// <summary>The peer does not do SRTP, or no profile that we allow.</summary>
    NoCommonSrtpProfile,

    /// <summary>The peer ended the handshake with an alert.</summary>
    PeerAlert,

    /// <summary>The peer broke the protocol, or supports nothing that we do.</summary>
    Protocol,
}
