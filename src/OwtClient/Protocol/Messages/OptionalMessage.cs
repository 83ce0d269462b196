namespace OwtClient.Protocol.Messages;

/// <summary>What the server can make of a track. Any member may be missing.</summary>
internal sealed record OptionalMessage
{
    public FormatMessage[]? Format { get; init; }

    public OptionalParametersMessage? Parameters { get; init; }
}
