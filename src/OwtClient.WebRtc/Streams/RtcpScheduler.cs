using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>When the next regular report is due: a randomised interval, short for video and longer for audio alone.</summary>
/// <remarks>
/// Deviates from RFC 3550 §6.2: the interval is fixed instead of scaled by bandwidth and membership, because a peer connection has two
/// members. It is still drawn from half to one and a half times its mean (§6.3.1), so that many connections do not report in step.
/// Mutable struct; keep it in a field.
/// </remarks>
internal struct RtcpScheduler(IRandomSource random)
{
    /// <summary>Mean interval when pictures are sent or received.</summary>
    internal static readonly TimeSpan VideoInterval = TimeSpan.FromSeconds(1);

    /// <summary>Mean interval when there is sound alone.</summary>
    internal static readonly TimeSpan AudioInterval = TimeSpan.FromSeconds(2.5);

    /// <summary>When the next report is due, or null before <see cref="Start"/>.</summary>
    public Instant? Deadline { get; private set; }

    /// <summary>Schedules the first report, half as late as the others (§6.3.1), unless it was scheduled before.</summary>
    public void Start(Instant now, bool hasVideo) => Deadline ??= now + (Draw(hasVideo) / 2);

    public readonly bool IsDue(Instant now) => Deadline <= now;

    /// <summary>A report is written: schedules the one after it.</summary>
    public void Reschedule(Instant now, bool hasVideo) => Deadline = now + Draw(hasVideo);

    private readonly TimeSpan Draw(bool hasVideo)
    {
        Span<byte> bytes = stackalloc byte[2];
        random.Fill(bytes);
        var factor = 0.5 + ((bytes[0] << 8 | bytes[1]) / 65536.0);
        return (hasVideo ? VideoInterval : AudioInterval) * factor;
    }
}
