namespace OwtClient.Rest.Models;

/// <summary>Video parameters offered to subscribers, in the server's notation (PROTOCOL §7.3). What is null is not offered.</summary>
public sealed record VideoOutParameters
{
    /// <summary>Resolution names such as <c>x3/4</c>, <c>hd720p</c>, <c>r640x360</c>.</summary>
    public IReadOnlyList<string>? Resolution { get; init; }

    /// <summary>Frames per second.</summary>
    public IReadOnlyList<double>? Framerate { get; init; }

    /// <summary>Bitrate multipliers such as <c>x0.8</c>.</summary>
    public IReadOnlyList<string>? Bitrate { get; init; }

    /// <summary>Key frame intervals in seconds.</summary>
    public IReadOnlyList<int>? KeyFrameInterval { get; init; }
}
