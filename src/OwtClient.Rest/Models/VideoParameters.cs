namespace OwtClient.Rest.Models;

/// <summary>Parameters of a video, given or wished for. What is null is as the source has it.</summary>
public sealed record VideoParameters
{
    /// <summary>Picture size.</summary>
    public Resolution? Resolution { get; init; }

    /// <summary>Frames per second: one of 6, 12, 15, 24, 30, 48, 60.</summary>
    public double? Framerate { get; init; }

    /// <summary>Kilobits per second as the server tells it, or a multiplier such as <c>x0.8</c> as it is asked for.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(Json.TextOrNumberConverter))]
    public string? Bitrate { get; init; }

    /// <summary>Seconds between key frames: one of 1, 2, 5, 30, 100.</summary>
    public int? KeyFrameInterval { get; init; }
}
