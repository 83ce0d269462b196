namespace OwtClient.Protocol.Messages;

/// <summary>The sound of a stream in protocol 1.0 and 1.1 (PROTOCOL §4.13).</summary>
internal sealed record LegacyAudioMessage
{
    public string? Status { get; init; }

    public string? Source { get; init; }

    public FormatMessage? Format { get; init; }

    public OptionalMessage? Optional { get; init; }
}
