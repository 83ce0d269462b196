namespace OwtClient.Protocol.Messages;

/// <summary>One region of a layout (PROTOCOL §7.5).</summary>
internal sealed record LayoutEntryMessage
{
    public string? Stream { get; init; }

    public RegionMessage? Region { get; init; }
}
