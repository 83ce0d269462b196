namespace OwtClient.WebRtc;

/// <summary>Counters of a connection at one moment (W3C webrtc-stats, the part that conferences need).</summary>
/// <param name="Timestamp">When the snapshot was taken.</param>
/// <param name="Transport">The selected pair and what went over it.</param>
/// <param name="Outbound">One entry per sent RTP stream.</param>
/// <param name="Inbound">One entry per received RTP stream.</param>
public sealed record PeerConnectionStats(
    DateTimeOffset Timestamp,
    TransportStats Transport,
    IReadOnlyList<OutboundRtpStats> Outbound,
    IReadOnlyList<InboundRtpStats> Inbound);
