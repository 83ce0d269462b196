using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>
/// How pictures are received. What differs from the source makes the server transcode, where it can. Immutable; vary with <c>with</c>.
/// </summary>
public sealed record VideoSubscribeOptions
{
    /// <summary>The stream whose pictures they are, or null (the default) for the stream subscribed to.</summary>
    public RemoteStream? From { get; init; }

    /// <summary>Codecs to accept, most wanted first; empty (the default) for all. At most one H.264 variant.</summary>
    public IReadOnlyList<RtpCodec> Codecs { get; init; } = [];

    /// <summary>Picture size: the source's or one of its <see cref="VideoCapabilities.Resolutions"/>; null for the source's.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Frames per second: one of <see cref="VideoCapabilities.FrameRates"/>; null for the source's.</summary>
    public double? FrameRate { get; init; }

    /// <summary>
    /// Share of the source's bitrate: one of <see cref="VideoCapabilities.BitrateMultipliers"/>; null or 1 for all of it. Only for a
    /// source whose <see cref="VideoSettings.BitsPerSecond"/> is known: for others the server accepts the wish and then sends nothing
    /// (PROTOCOL §4.5).
    /// </summary>
    public double? BitrateMultiplier { get; init; }

    /// <summary>Time between key frames: one of <see cref="VideoCapabilities.KeyFrameIntervals"/>; null for the source's.</summary>
    public TimeSpan? KeyFrameInterval { get; init; }

    /// <summary>Simulcast layer by its rid, or null for the stream as a whole, of which servers send the first layer.</summary>
    public string? Rid { get; init; }

    /// <summary>Simulcast layer by its <see cref="VideoSettings.TrackId"/>, or null. Not together with <see cref="Rid"/>.</summary>
    public string? TrackId { get; init; }
}
