using System.Text.Json.Nodes;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>How a stream is published. Immutable; vary with <c>with</c>.</summary>
public sealed record PublishOptions
{
    /// <summary>
    /// Audio codecs to offer, most wanted first; empty (the default) for the track's own. The server chooses the first that its room takes
    /// (PROTOCOL §6.5), and the track must then carry that one.
    /// </summary>
    public IReadOnlyList<RtpCodec> AudioCodecs { get; init; } = [];

    /// <summary>
    /// Video codecs to offer, like <see cref="AudioCodecs"/>. At most one H.264 variant (PROTOCOL §6.6): the one that the track carries.
    /// </summary>
    public IReadOnlyList<RtpCodec> VideoCodecs { get; init; } = [];

    /// <summary>
    /// Limit for the sound in bits per second, or null (the default) for none. It is told to the source of the frames, which alone can
    /// keep it: <see cref="LocalTrack.MaxBitsPerSecond"/>. The server is not told; it does not ask.
    /// </summary>
    public int? MaxAudioBitsPerSecond { get; init; }

    /// <summary>
    /// Limit for the pictures in bits per second, all layers together, like <see cref="MaxAudioBitsPerSecond"/>.
    /// </summary>
    public int? MaxVideoBitsPerSecond { get; init; }

    /// <summary>
    /// Scalability mode of VP9 pictures (W3C webrtc-svc §6), for example <c>L3T3</c>, told to the server with the request; null (the
    /// default) for pictures without spatial or temporal layers. Frames must be encoded so: this only says it (PROTOCOL §6.9).
    /// </summary>
    public string? ScalabilityMode { get; init; }

    /// <summary>Shown to everybody as the stream's attributes, or null for none.</summary>
    public JsonObject? Attributes { get; init; }
}
