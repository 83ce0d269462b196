using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary>What is known of a stream besides its media.</summary>
internal sealed record StreamDetailsMessage
{
    public string? Owner { get; init; }

    public string? Type { get; init; }

    public string[]? InViews { get; init; }

    public JsonElement? Attributes { get; init; }

    /// <summary>A stream id, or an object for active-audio streams.</summary>
    public JsonElement? ActiveInput { get; init; }

    public string? Label { get; init; }

    public LayoutEntryMessage[]? Layout { get; init; }
}
