using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>How a room is joined to one of another cluster (PROTOCOL §8.10).</summary>
public sealed record CascadingOptions
{
    /// <summary>Event bridge of the other cluster.</summary>
    [JsonPropertyName("evIP")]
    public required string EventBridgeAddress { get; init; }

    /// <summary>Port of the event bridge.</summary>
    [JsonPropertyName("evPort")]
    public required int EventBridgePort { get; init; }

    /// <summary>Room of the other cluster.</summary>
    public required string Room { get; init; }

    /// <summary>Token for the other room. Never printed.</summary>
    public required string Token { get; init; }

    /// <summary>Media bridge of the other cluster, or null.</summary>
    [JsonPropertyName("mediaIP")]
    public string? MediaBridgeAddress { get; init; }

    /// <summary>Port of the media bridge, or null.</summary>
    [JsonPropertyName("mediaPort")]
    public int? MediaBridgePort { get; init; }

    /// <summary>Name of the other cluster, or null.</summary>
    public string? TargetCluster { get; init; }

    /// <summary>Name of this cluster, or null.</summary>
    public string? SelfCluster { get; init; }

    /// <summary>Names the other room only.</summary>
    public override string ToString() => $"cascading to {Room} at {EventBridgeAddress}:{EventBridgePort}";
}
