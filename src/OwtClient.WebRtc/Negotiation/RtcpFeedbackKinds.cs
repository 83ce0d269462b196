namespace OwtClient.WebRtc.Negotiation;

/// <summary>Feedback messages of a payload type, as <c>rtcp-fb</c> lines name them.</summary>
[Flags]
internal enum RtcpFeedbackKinds
{
    None = 0,

    /// <summary>Generic NACK (RFC 4585 §6.2.1).</summary>
    Nack = 1,

    /// <summary>Picture loss indication (RFC 4585 §6.3.1).</summary>
    PictureLoss = 2,

    /// <summary>Full intra request (RFC 5104 §4.3.1).</summary>
    FullIntraRequest = 4,

    /// <summary>Arrival times of all packets (draft-holmer-rmcat-transport-wide-cc-extensions-01 §5).</summary>
    TransportWide = 8,
}
