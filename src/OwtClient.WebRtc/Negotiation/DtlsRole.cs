namespace OwtClient.WebRtc.Negotiation;

/// <summary>Who starts the DTLS handshake (RFC 8842 §5).</summary>
internal enum DtlsRole
{
    /// <summary>Sends the ClientHello.</summary>
    Client,

    /// <summary>Waits for it.</summary>
    Server,
}
