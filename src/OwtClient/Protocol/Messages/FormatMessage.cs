namespace OwtClient.Protocol.Messages;

/// <summary>A codec with its variant.</summary>
internal sealed record FormatMessage
{
    public string? Codec { get; init; }

    public string? Profile { get; init; }

    public int? SampleRate { get; init; }

    public int? ChannelNum { get; init; }
}
