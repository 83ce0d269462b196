using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>What a server-side subscription receives.</summary>
public sealed record ServerSubscriptionMedia
{
    /// <summary>The sound, or null.</summary>
    [JsonConverter(typeof(Json.AbsentAsFalseConverter<ServerSubscriptionAudio>))]
    public ServerSubscriptionAudio? Audio { get; init; }

    /// <summary>The pictures, or null.</summary>
    [JsonConverter(typeof(Json.AbsentAsFalseConverter<ServerSubscriptionVideo>))]
    public ServerSubscriptionVideo? Video { get; init; }
}
