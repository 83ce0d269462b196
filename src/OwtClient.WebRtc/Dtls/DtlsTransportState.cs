namespace OwtClient.WebRtc.Dtls;

/// <summary>The life of a DTLS association (W3C RTCDtlsTransportState). It only ever moves down this list.</summary>
internal enum DtlsTransportState
{
    New,
    Connecting,
    Connected,
    Closed,
    Failed,
}
