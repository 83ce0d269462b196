namespace OwtClient.Streams;

/// <summary>What the server can make of a video by transcoding (PROTOCOL §7.3). Replaced as a whole when the stream changes.</summary>
public sealed record VideoCapabilities
{
    /// <summary>Nothing but the video as it is.</summary>
    public static VideoCapabilities None { get; } = new();

    /// <summary>Further formats.</summary>
    public IReadOnlyList<VideoFormat> Formats { get; init; } = [];

    /// <summary>Further picture sizes.</summary>
    public IReadOnlyList<Resolution> Resolutions { get; init; } = [];

    /// <summary>Further frame rates, frames per second.</summary>
    public IReadOnlyList<double> FrameRates { get; init; } = [];

    /// <summary>Bitrates as shares of the source's, ascending, up to 1 for the source's own; empty when it cannot be changed.</summary>
    public IReadOnlyList<double> BitrateMultipliers { get; init; } = [];

    /// <summary>Further times between key frames.</summary>
    public IReadOnlyList<TimeSpan> KeyFrameIntervals { get; init; } = [];
}
