namespace OwtClient.WebRtc;

/// <summary>Counters of one sent RTP stream (W3C RTCOutboundRtpStreamStats, with the peer's reports).</summary>
public sealed record OutboundRtpStats
{
    /// <summary>Section the stream belongs to.</summary>
    public required string Mid { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind { get; init; }

    /// <summary>Synchronisation source (RFC 3550 §3).</summary>
    public uint Ssrc { get; init; }

    /// <summary>Negotiated codec, or null.</summary>
    public RtpCodec? Codec { get; init; }

    /// <summary>RTP packets sent, without retransmissions.</summary>
    public long PacketsSent { get; init; }

    /// <summary>RTP payload bytes sent, without headers and retransmissions.</summary>
    public long BytesSent { get; init; }

    /// <summary>Frames sent.</summary>
    public long FramesSent { get; init; }

    /// <summary>Key frames sent.</summary>
    public long KeyFramesSent { get; init; }

    /// <summary>Packets sent again on request.</summary>
    public long RetransmittedPacketsSent { get; init; }

    /// <summary>Generic NACK messages received (RFC 4585 §6.2.1).</summary>
    public long NackCount { get; init; }

    /// <summary>Picture loss indications received (RFC 4585 §6.3.1).</summary>
    public long PliCount { get; init; }

    /// <summary>Full intra requests received (RFC 5104 §4.3.1).</summary>
    public long FirCount { get; init; }

    /// <summary>Packets that the peer's newest receiver report calls lost; may be negative (RFC 3550 §6.4.1). Null without a report.</summary>
    public int? RemotePacketsLost { get; init; }

    /// <summary>Share lost since the peer's report before, 0 to 1, or null.</summary>
    public double? RemoteFractionLost { get; init; }

    /// <summary>Jitter at the peer, or null.</summary>
    public TimeSpan? RemoteJitter { get; init; }

    /// <summary>Round trip computed from the peer's newest report (RFC 3550 §6.4.1), or null.</summary>
    public TimeSpan? RoundTripTime { get; init; }
}
