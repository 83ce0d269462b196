namespace OwtClient.WebRtc.Rtcp;

/// <summary>Feedback message types, the field that holds the count in other packets (RFC 4585 §6.1, §6.2, §6.3).</summary>
internal static class FeedbackFormat
{
    /// <summary>Of <see cref="RtcpPacketType.TransportFeedback"/> (RFC 4585 §6.2.1).</summary>
    public const byte GenericNack = 1;

    /// <summary>Of <see cref="RtcpPacketType.TransportFeedback"/> (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).</summary>
    public const byte TransportWide = 15;

    /// <summary>Of <see cref="RtcpPacketType.PayloadFeedback"/> (RFC 4585 §6.3.1).</summary>
    public const byte PictureLossIndication = 1;

    /// <summary>Of <see cref="RtcpPacketType.PayloadFeedback"/> (RFC 5104 §4.3.1).</summary>
    public const byte FullIntraRequest = 4;

    /// <summary>Of <see cref="RtcpPacketType.PayloadFeedback"/> (RFC 4585 §6.4); REMB is one such message.</summary>
    public const byte ApplicationLayer = 15;
}
