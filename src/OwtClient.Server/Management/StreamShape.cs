using System.Text.Json.Nodes;

namespace OwtClient.Server.Management;

/// <summary>
/// Turns a stream of protocol 1.2 into the shape of the management API: no tracks, one member for each kind (PROTOCOL §4.13).
/// </summary>
internal static class StreamShape
{
    /// <param name="stream">The stream in the shape of protocol 1.2; it is changed.</param>
    /// <param name="isV1">Whether to make the v1 shape, which tells the first layer alone.</param>
    public static JsonObject Convert(JsonObject stream, bool isV1)
    {
        var tracks = ((JsonArray)stream["media"]!["tracks"]!).Cast<JsonObject>().ToList();
        var media = new JsonObject();
        if (tracks.Find(track => IsOf(track, "audio")) is { } audio)
        {
            media["audio"] = Pick(audio, "status", "source", "format", "optional");
        }

        if (tracks.Find(track => IsOf(track, "video")) is { } video)
        {
            var shape = Pick(video, "status", "source", "optional");
            if (isV1) AddLayer(shape, video);
            else shape["original"] = new JsonArray([.. LayersOf(tracks, video).Select(Layer)]);
            media["video"] = shape;
        }

        stream["media"] = media;
        return stream;
    }

    private static IEnumerable<JsonObject> LayersOf(IEnumerable<JsonObject> tracks, JsonObject first) =>
        first["rid"] is null ? [first] : tracks.Where(track => IsOf(track, "video") && (string?)track["mid"] == (string?)first["mid"]);

    private static JsonObject Layer(JsonObject track)
    {
        var layer = new JsonObject();
        AddLayer(layer, track);
        if (track["rid"] is { } rid) layer["simulcastRid"] = rid.DeepClone();
        return layer;
    }

    private static void AddLayer(JsonObject target, JsonObject track)
    {
        foreach (var (name, value) in Pick(track, "format", "parameters")) target[name] = value!.DeepClone();
    }

    private static JsonObject Pick(JsonObject track, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (track[name] is { } value) picked[name] = value.DeepClone();
        }

        return picked;
    }

    private static bool IsOf(JsonObject track, string kind) => (string?)track["type"] == kind;
}
