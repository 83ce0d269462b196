using System.Text.Json;
using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>A room with its configuration, as the server tells it (PROTOCOL §8.4). Absent members are null.</summary>
public sealed record Room
{
    /// <summary>Its id, 24 hexadecimal characters.</summary>
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Its name; need not be unique.</summary>
    public string? Name { get; init; }

    /// <summary>Participants allowed at once; -1 for any number.</summary>
    public int? ParticipantLimit { get; init; }

    /// <summary>Publications allowed at once; -1 for any number.</summary>
    public int? InputLimit { get; init; }

    /// <summary>Roles with their permissions.</summary>
    public IReadOnlyList<Role>? Roles { get; init; }

    /// <summary>Mixed views.</summary>
    public IReadOnlyList<View>? Views { get; init; }

    /// <summary>Formats accepted from publishers.</summary>
    public MediaIn? MediaIn { get; init; }

    /// <summary>Formats and parameters offered to subscribers.</summary>
    public MediaOut? MediaOut { get; init; }

    /// <summary>What the server may transcode.</summary>
    public Transcoding? Transcoding { get; init; }

    /// <summary>Which notifications participants get.</summary>
    public Notifying? Notifying { get; init; }

    /// <summary>Whether the room offers streams of its loudest speakers.</summary>
    public bool? SelectActiveAudio { get; init; }

    /// <summary>Whether the server adapts to a subscriber's bandwidth.</summary>
    public bool? EnableBandwidthAdaptation { get; init; }

    /// <summary>Members this version does not know, unchanged.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement>? Other => Unknown;

    /// <summary>Where the serializer puts them; it cannot set extension data at construction.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Unknown { get; set; }
}
