using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>Addresses where other clusters reach a room (PROTOCOL §8.10).</summary>
public sealed record Bridges
{
    /// <summary>Event bridge.</summary>
    [JsonPropertyName("eventbridgeip")]
    public string? EventBridgeAddress { get; init; }

    /// <summary>Port of the event bridge.</summary>
    [JsonPropertyName("eventbridgeport")]
    public int? EventBridgePort { get; init; }

    /// <summary>Media bridge.</summary>
    [JsonPropertyName("mediabridgeip")]
    public string? MediaBridgeAddress { get; init; }

    /// <summary>Port of the media bridge.</summary>
    [JsonPropertyName("mediabridgeport")]
    public int? MediaBridgePort { get; init; }
}
