using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary>Parameters of a video as far as the server knows them.</summary>
internal sealed record ParametersMessage
{
    public ResolutionMessage? Resolution { get; init; }

    public double? Framerate { get; init; }

    /// <summary>Kilobits per second; a number or a text.</summary>
    public JsonElement? Bitrate { get; init; }

    /// <summary>Seconds.</summary>
    public double? KeyFrameInterval { get; init; }
}
