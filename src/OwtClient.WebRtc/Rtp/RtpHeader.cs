namespace OwtClient.WebRtc.Rtp;

/// <summary>The fields of the fixed header that a sender chooses (RFC 3550 §5.1).</summary>
internal readonly record struct RtpHeader(
    PayloadType PayloadType,
    bool Marker,
    SequenceNumber SequenceNumber,
    RtpTimestamp Timestamp,
    Ssrc Ssrc);
