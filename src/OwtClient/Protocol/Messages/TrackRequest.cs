using System.Text.Json.Serialization;

namespace OwtClient.Protocol.Messages;

/// <summary>One track of a <c>publish</c> or <c>subscribe</c>.</summary>
/// <param name="Type"><c>audio</c> or <c>video</c>.</param>
/// <param name="Mid">The offer's media section. Text: a number is refused.</param>
internal sealed record TrackRequest(string Type, string Mid)
{
    /// <summary>Publish: where the media comes from.</summary>
    public string? Source { get; init; }

    /// <summary>Publish: layers inside the one stream of VP9 pictures, or null.</summary>
    public string? ScalabilityMode { get; init; }

    /// <summary>Subscribe: stream or track to receive.</summary>
    public string? From { get; init; }

    /// <summary>
    /// Subscribe: the simulcast layer, which protocol 1.1 names beside the stream; 1.2 has its track in <see cref="From"/>.
    /// </summary>
    [JsonIgnore]
    public string? SimulcastRid { get; init; }

    /// <summary>Subscribe: wishes, or null. Members that are null are left out.</summary>
    public TrackParametersRequest? Parameters { get; init; }
}
