using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary>A region of a mixed picture; the numbers of its area are fraction texts.</summary>
internal sealed record RegionMessage
{
    public string? Id { get; init; }

    public string? Shape { get; init; }

    /// <summary>Members by shape: left, top, width, height, or centerW, centerH, radius.</summary>
    public Dictionary<string, JsonElement>? Area { get; init; }
}
