namespace OwtClient.Protocol.Messages;

/// <summary>One track of a stream; a simulcast layer is a track of its own with the same <see cref="Mid"/>.</summary>
internal sealed record TrackMessage
{
    /// <summary>WebRTC only.</summary>
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? Source { get; init; }

    public FormatMessage? Format { get; init; }

    public ParametersMessage? Parameters { get; init; }

    public OptionalMessage? Optional { get; init; }

    public string? Status { get; init; }

    public string? Mid { get; init; }

    public string? Rid { get; init; }
}
