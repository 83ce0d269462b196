using System.Text.Json;
using OwtClient.Server.Validation;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>One entry of <c>media.tracks</c> in a publish or subscribe request that passed validation (PROTOCOL §4.2, §4.4).</summary>
/// <param name="Kind">Sound or pictures.</param>
/// <param name="Mid">The media section in the offer to come. Empty when the request has none: such a track never gets media.</param>
internal sealed record TrackRequest(MediaKind Kind, string Mid)
{
    /// <summary>What is published, for example <c>mic</c>; null in a subscription or when not said.</summary>
    public string? Source { get; init; }

    /// <summary>Stream or track to receive; null in a publication.</summary>
    public string? From { get; init; }

    /// <summary>Simulcast layer to receive of the stream that is named; null for the first.</summary>
    public string? Rid { get; init; }

    /// <summary>The wanted format, or null for the source's.</summary>
    public JsonElement? Format { get; init; }

    /// <summary>The wanted parameters, or null for the source's.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>Reads the tracks of a request. Entries without a type are left out: nothing can be done with them.</summary>
    public static IReadOnlyList<TrackRequest> ReadAll(JsonElement request)
    {
        var tracks = new List<TrackRequest>();
        foreach (var entry in request.GetProperty("media").GetProperty("tracks").EnumerateArray())
        {
            if (Read(entry) is { } track) tracks.Add(track);
        }

        return tracks;
    }

    private static TrackRequest? Read(JsonElement entry)
    {
        var kind = SimpleRequests.TextOf(entry, "type");
        if (kind.Length == 0) return null;
        return new TrackRequest(kind == "audio" ? MediaKind.Audio : MediaKind.Video, SimpleRequests.TextOf(entry, "mid"))
        {
            Source = NullIfEmpty(SimpleRequests.TextOf(entry, "source")),
            From = NullIfEmpty(SimpleRequests.TextOf(entry, "from")),
            Format = entry.TryGetProperty("format", out var format) ? format : null,
            Parameters = entry.TryGetProperty("parameters", out var parameters) ? parameters : null,
        };
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
