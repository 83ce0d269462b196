using System.Text.Json.Serialization;

namespace OwtClient.Rest.Models;

/// <summary>The tracks of a stream. A kind that is absent is null.</summary>
public sealed record StreamMedia
{
    /// <summary>The sound.</summary>
    [JsonConverter(typeof(Json.AbsentAsFalseConverter<StreamAudio>))]
    public StreamAudio? Audio { get; init; }

    /// <summary>The pictures.</summary>
    [JsonConverter(typeof(Json.AbsentAsFalseConverter<StreamVideo>))]
    public StreamVideo? Video { get; init; }
}
