namespace OwtClient.Protocol.Messages;

/// <summary>Parameters that the server can make of a video.</summary>
internal sealed record OptionalParametersMessage
{
    public ResolutionMessage[]? Resolution { get; init; }

    public double[]? Framerate { get; init; }

    /// <summary>Multipliers such as <c>x0.8</c>.</summary>
    public string[]? Bitrate { get; init; }

    public double[]? KeyFrameInterval { get; init; }
}
