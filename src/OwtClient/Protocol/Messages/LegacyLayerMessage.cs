namespace OwtClient.Protocol.Messages;

/// <summary>A simulcast layer, or the only one, in protocol 1.1.</summary>
internal sealed record LegacyLayerMessage
{
    public FormatMessage? Format { get; init; }

    public ParametersMessage? Parameters { get; init; }

    public string? SimulcastRid { get; init; }
}
