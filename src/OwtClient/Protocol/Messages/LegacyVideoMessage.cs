namespace OwtClient.Protocol.Messages;

/// <summary>The pictures of a stream in protocol 1.0 and 1.1 (PROTOCOL §4.13).</summary>
internal sealed record LegacyVideoMessage
{
    public string? Status { get; init; }

    public string? Source { get; init; }

    public OptionalMessage? Optional { get; init; }

    /// <summary>1.1: one entry, or one for each simulcast layer.</summary>
    public LegacyLayerMessage[]? Original { get; init; }

    /// <summary>1.0: of the first layer.</summary>
    public FormatMessage? Format { get; init; }

    /// <summary>1.0: of the first layer.</summary>
    public ParametersMessage? Parameters { get; init; }
}
