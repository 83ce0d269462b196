using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>One media section of a session.</summary>
/// <param name="Kind">Sound or pictures.</param>
/// <param name="Mid"><c>0</c> for the first section, <c>1</c> for the second: what 4.x servers assume, and 5.x servers are told.</param>
/// <param name="Codecs">What is offered, most wanted first; at most one H.264 variant (PROTOCOL §6.6).</param>
internal sealed record PlannedTrack(MediaKind Kind, string Mid, IReadOnlyList<RtpCodec> Codecs)
{
    /// <summary>What the published track carries, so the only codec the server may choose; null for a track to receive.</summary>
    public MediaCodec? Carried { get; init; }

    /// <summary>Simulcast layers to send; none for a single stream.</summary>
    public IReadOnlyList<string> Rids { get; init; } = [];
}
