using System.Text.Json;

namespace OwtClient.Rest.Models;

/// <summary>A mixed view of a room (PROTOCOL §8.4).</summary>
public sealed record View
{
    /// <summary>Its label, unique in the room.</summary>
    public required string Label { get; init; }

    /// <summary>Audio settings in the server's form (<c>format</c>, <c>vad</c>), or <c>false</c> for none.</summary>
    public JsonElement? Audio { get; init; }

    /// <summary>
    /// Video settings in the server's form (<c>format</c>, <c>parameters</c>, <c>maxInput</c>, <c>layout</c>, …), or <c>false</c> for an
    /// audio-only view.
    /// </summary>
    public JsonElement? Video { get; init; }
}
