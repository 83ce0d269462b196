namespace OwtClient.Protocol.Messages;

/// <summary>Wishes for a subscribed video (PROTOCOL §4.4, §4.5).</summary>
internal sealed record TrackParametersRequest
{
    public ResolutionMessage? Resolution { get; init; }

    public double? Framerate { get; init; }

    /// <summary>A multiplier such as <c>x0.8</c>; the server refuses numbers.</summary>
    public string? Bitrate { get; init; }

    public double? KeyFrameInterval { get; init; }
}
