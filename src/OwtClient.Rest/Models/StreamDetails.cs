using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>What is known of a stream besides its media.</summary>
public sealed record StreamDetails
{
    /// <summary>Participant who published it; <c>admin</c> for streaming-ins; null for mixed streams.</summary>
    public string? Owner { get; init; }

    /// <summary><c>webrtc</c>, <c>streaming</c>, <c>sip</c>, <c>analytics</c>, <c>quic</c> or <c>selecting</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Views it is mixed into.</summary>
    public IReadOnlyList<string>? InViews { get; init; }

    /// <summary>The publisher's attributes, or null.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>Label of a mixed stream's view.</summary>
    public string? Label { get; init; }

    /// <summary>Stream of the active speaker in a mixed stream.</summary>
    public JsonElement? ActiveInput { get; init; }

    /// <summary>Layout of a mixed stream.</summary>
    public IReadOnlyList<LayoutEntry>? Layout { get; init; }
}
