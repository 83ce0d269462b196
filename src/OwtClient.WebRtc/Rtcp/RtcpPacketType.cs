namespace OwtClient.WebRtc.Rtcp;

/// <summary>RTCP packet types (RFC 3550 §12.1, RFC 4585 §6.1).</summary>
internal enum RtcpPacketType : byte
{
    SenderReport = 200,
    ReceiverReport = 201,
    SourceDescription = 202,
    Goodbye = 203,
    Application = 204,

    /// <summary>Feedback about the transport: generic NACK, transport-wide congestion control.</summary>
    TransportFeedback = 205,

    /// <summary>Feedback about the payload: PLI, FIR, REMB.</summary>
    PayloadFeedback = 206,

    /// <summary>Extended report (RFC 3611); skipped here.</summary>
    ExtendedReport = 207,
}
