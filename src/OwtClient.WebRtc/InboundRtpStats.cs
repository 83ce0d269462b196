namespace OwtClient.WebRtc;

/// <summary>Counters of one received RTP stream (W3C RTCInboundRtpStreamStats).</summary>
public sealed record InboundRtpStats
{
    /// <summary>Section the stream belongs to.</summary>
    public required string Mid { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind { get; init; }

    /// <summary>Synchronisation source (RFC 3550 §3).</summary>
    public uint Ssrc { get; init; }

    /// <summary>Codec of the newest packet, or null.</summary>
    public RtpCodec? Codec { get; init; }

    /// <summary>RTP packets received, duplicates not counted.</summary>
    public long PacketsReceived { get; init; }

    /// <summary>RTP payload bytes received.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Packets expected less packets received (RFC 3550 §6.4.1); late repairs lower it again.</summary>
    public long PacketsLost { get; init; }

    /// <summary>Packets that came twice or too late to be used.</summary>
    public long PacketsDiscarded { get; init; }

    /// <summary>Interarrival jitter (RFC 3550 §6.4.1).</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Complete frames handed on.</summary>
    public long FramesReceived { get; init; }

    /// <summary>Key frames among them.</summary>
    public long KeyFramesReceived { get; init; }

    /// <summary>Frames known to have been sent that could not be completed.</summary>
    public long FramesLost { get; init; }

    /// <summary>Complete frames dropped because nobody read them in time.</summary>
    public long FramesDropped { get; init; }

    /// <summary>Generic NACK messages sent.</summary>
    public long NackCount { get; init; }

    /// <summary>Picture loss indications sent.</summary>
    public long PliCount { get; init; }

    /// <summary>Picture size of the newest key frame in pixels, or 0.</summary>
    public int FrameWidth { get; init; }

    /// <summary>Picture size of the newest key frame in pixels, or 0.</summary>
    public int FrameHeight { get; init; }
}
