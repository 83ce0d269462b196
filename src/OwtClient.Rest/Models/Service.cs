using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>A service: the account that owns rooms (PROTOCOL §8.10).</summary>
public sealed record Service
{
    /// <summary>Its id, 24 hexadecimal characters.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What the server tells of its key: encrypted on current servers, so not to sign with. Never printed.</summary>
    public string? Key { get; init; }

    /// <summary>Names the service only.</summary>
    public override string ToString() => $"service {Id} {Name}";
}
