using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>How pictures are received. What differs from the source makes the server transcode, where it can.</summary>
public sealed record VideoSubscribeOptions
{
    /// <summary>Codecs to accept, most wanted first; empty (the default) for all. At most one H.264 variant.</summary>
    public IReadOnlyList<RtpCodec> Codecs { get; init; } = [];

    /// <summary>Picture size: the source's or one of its <see cref="VideoCapabilities.Resolutions"/>; null for the source's.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Frames per second: one of <see cref="VideoCapabilities.FrameRates"/>; null for the source's.</summary>
    public double? FrameRate { get; init; }

    /// <summary>
    /// Share of the source's bitrate: one of <see cref="VideoCapabilities.BitrateMultipliers"/>; null for all of it. Only for a source
    /// whose
    /// bitrate the server knows: for others it accepts the wish and then sends nothing (PROTOCOL §4.5).
    /// </summary>
    public double? BitrateMultiplier { get; init; }

    /// <summary>Time between key frames: one of <see cref="VideoCapabilities.KeyFrameIntervals"/>; null for the source's.</summary>
    public TimeSpan? KeyFrameInterval { get; init; }

    /// <summary>Simulcast layer, or null for the first.</summary>
    public string? Rid { get; init; }
}
