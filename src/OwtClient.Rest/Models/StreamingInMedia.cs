using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>Which kinds to take from an external stream.</summary>
public sealed record StreamingInMedia
{
    /// <summary>Whether to take its sound. The default value is <see cref="StreamingInChoice.Auto"/>.</summary>
    [JsonConverter(typeof(Json.StreamingInChoiceConverter))]
    public StreamingInChoice Audio { get; init; }

    /// <summary>Whether to take its pictures. The default value is <see cref="StreamingInChoice.Auto"/>.</summary>
    [JsonConverter(typeof(Json.StreamingInChoiceConverter))]
    public StreamingInChoice Video { get; init; }
}
