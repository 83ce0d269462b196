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
    /// Subscribe: the simulcast layer, or null. Protocol 1.2 names it by <see cref="From"/>, 1.0 and 1.1 by <c>simulcastRid</c>
    /// (PROTOCOL §4.6).
    /// </summary>
    [JsonIgnore]
    public string? Rid { get; init; }

    /// <summary>Subscribe: wishes, or null. Members that are null are left out.</summary>
    public TrackParametersRequest? Parameters { get; init; }
}
