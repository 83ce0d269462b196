namespace OwtClient.Streams;

/// <summary>The pictures of a remote stream, or one simulcast layer of them, as they are now.</summary>
public sealed record VideoSettings
{
    /// <summary>Server's id of the track, or null where it has none. Subscribing to it selects a simulcast layer.</summary>
    public string? TrackId { get; init; }

    /// <summary>Where they come from (<c>camera</c>, <c>screen-cast</c>, …), or null.</summary>
    public string? Source { get; init; }

    /// <summary>Their format, or null when the server does not say.</summary>
    public VideoFormat? Format { get; init; }

    /// <summary>Picture size, or null until the server knows it.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Frames per second, or null: WebRTC streams never have it.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Bits per second, or null: WebRTC streams never have it.</summary>
    public double? BitsPerSecond { get; init; }

    /// <summary>Time between key frames, or null.</summary>
    public TimeSpan? KeyFrameInterval { get; init; }

    /// <summary>Media section of its publisher, which simulcast layers share, or null where the server does not say.</summary>
    public string? Mid { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    /// <summary>Whether the owner or an administrator muted them.</summary>
    public bool IsMuted { get; init; }

    /// <summary>What the server can make of them besides.</summary>
    public VideoCapabilities Capabilities { get; init; } = VideoCapabilities.None;
}
