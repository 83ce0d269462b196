using OwtClient.Streams;

namespace OwtClient;

/// <summary>What to change about the pictures of a live subscription. Immutable; members that are null stay as they are.</summary>
public sealed record VideoUpdateOptions
{
    /// <summary>Picture size: the source's or one of its <see cref="VideoCapabilities.Resolutions"/>; null for no change.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Frames per second: one of <see cref="VideoCapabilities.FrameRates"/>; null for no change.</summary>
    public double? FrameRate { get; init; }

    /// <summary>
    /// Share of the source's bitrate: one of <see cref="VideoCapabilities.BitrateMultipliers"/>, or 1 for all of it; null for no change.
    /// Only for a source whose <see cref="VideoSettings.BitsPerSecond"/> is known.
    /// </summary>
    public double? BitrateMultiplier { get; init; }

    /// <summary>Time between key frames: one of <see cref="VideoCapabilities.KeyFrameIntervals"/>; null for no change.</summary>
    public TimeSpan? KeyFrameInterval { get; init; }
}
