namespace OwtClient.WebRtc.Sdp;

/// <summary>The <c>setup</c> attribute (RFC 4145 §4, RFC 8842 §5.3): who starts the DTLS handshake.</summary>
internal enum SdpSetup
{
    /// <summary>Either; the answerer chooses.</summary>
    ActPass,

    /// <summary>The describing side is the DTLS client.</summary>
    Active,

    /// <summary>The describing side is the DTLS server.</summary>
    Passive,
}
