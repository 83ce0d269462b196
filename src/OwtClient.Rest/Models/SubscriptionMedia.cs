using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>Sources of a server-side subscription. Null means without that kind.</summary>
public sealed record SubscriptionMedia
{
    /// <summary>The sound, or null.</summary>
    [JsonConverter(typeof(Json.AbsentAsFalseConverter<AudioSource>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public AudioSource? Audio { get; init; }

    /// <summary>The pictures, or null.</summary>
    [JsonConverter(typeof(Json.AbsentAsFalseConverter<VideoSource>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public VideoSource? Video { get; init; }
}
