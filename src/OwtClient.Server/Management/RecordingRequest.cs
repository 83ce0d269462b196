using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Management;

/// <summary>The body of a recording's creation (PROTOCOL §8.8).</summary>
/// <param name="Container">Wanted file format: <c>auto</c>, <c>mkv</c>, <c>mp4</c> or <c>ts</c>.</param>
/// <param name="Tracks">What to record, at most one of each kind.</param>
internal sealed record RecordingRequest(string Container, IReadOnlyList<TrackRequest> Tracks)
{
    /// <summary>Reads a body, or returns null when it is malformed or asks for nothing.</summary>
    public static RecordingRequest? Read(JsonElement body)
    {
        var container = "auto";
        if (body.ValueKind != JsonValueKind.Object) return null;
        if (!body.TryGetProperty("media", out var media) || media.ValueKind != JsonValueKind.Object) return null;
        if (body.TryGetProperty("container", out _)) container = SimpleRequests.TextOf(body, "container");
        if (container is not ("auto" or "mkv" or "mp4" or "ts")) return null;
        var tracks = new JsonArray();
        foreach (var kind in (ReadOnlySpan<string>)["audio", "video"])
        {
            if (!media.TryGetProperty(kind, out var source)) return null;
            if (source.ValueKind == JsonValueKind.False) continue;
            if (source.ValueKind != JsonValueKind.Object || SimpleRequests.TextOf(source, "from").Length == 0) return null;
            var track = JsonNode.Parse(source.GetRawText())!.AsObject();
            track["type"] = kind;
            tracks.Add(track);
        }

        // The members are those of a subscription's tracks, so that request's rules and reader serve here as well.
        var subscribe = JsonSerializer.SerializeToElement<JsonNode>(new JsonObject { ["media"] = new JsonObject { ["tracks"] = tracks } });
        if (tracks.Count == 0 || RequestSchemas.Subscribe.Explain(subscribe) is not null) return null;
        return new RecordingRequest(container, TrackRequest.ReadAll(subscribe));
    }
}
