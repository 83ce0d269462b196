namespace OwtClient.WebRtc.Dtls;

/// <summary>Which end of the handshake we are: <c>a=setup:active</c> is the client, <c>passive</c> the server (RFC 5763 §5).</summary>
internal enum DtlsRole
{
    Client,
    Server,
}
