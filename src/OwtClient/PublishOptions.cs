using System.Text.Json.Nodes;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>How a stream is published. Immutable; vary with <c>with</c>.</summary>
public sealed record PublishOptions
{
    /// <summary>
    /// Audio codecs to offer, most wanted first; empty (the default) for the track's own. The server chooses one of them, and the track
    /// must
    /// then carry that one.
    /// </summary>
    public IReadOnlyList<RtpCodec> AudioCodecs { get; init; } = [];

    /// <summary>
    /// Video codecs to offer, most wanted first; empty (the default) for the track's own. At most one H.264 variant (PROTOCOL §6.6).
    /// </summary>
    public IReadOnlyList<RtpCodec> VideoCodecs { get; init; } = [];

    /// <summary>Shown to everybody as the stream's attributes, or null for none.</summary>
    public JsonObject? Attributes { get; init; }
}
