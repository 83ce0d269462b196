using System.Text.Json.Nodes;

namespace OwtClient.Server.Portal.Versions;

/// <summary>Rewrites what protocol 1.2 says of a stream for clients of 1.0 and 1.1 (PROTOCOL §4.13). Pure.</summary>
internal static class StreamInfoAdapter
{
    /// <summary>The same stream without tracks: one <c>audio</c> and one <c>video</c>. Kinds that are absent have no member.</summary>
    public static JsonObject Adapt(JsonObject stream, ClientProtocol protocol)
    {
        var tracks = stream["media"]?["tracks"]?.AsArray().OfType<JsonObject>().ToArray() ?? [];
        var media = new JsonObject();
        var audio = tracks.FirstOrDefault(track => IsKind(track, "audio"));
        if (audio is not null) media["audio"] = Pick(audio, "status", "source", "format", "optional");
        JsonObject[] layers = [.. tracks.Where(track => IsKind(track, "video"))];
        if (layers.Length > 0) media["video"] = protocol == ClientProtocol.V1_0 ? AdaptFirst(layers[0]) : AdaptAll(layers);
        var adapted = new JsonObject();
        foreach (var (name, value) in stream) adapted[name] = name == "media" ? media : value?.DeepClone();
        return adapted;
    }

    private static JsonObject AdaptFirst(JsonObject layer) => Pick(layer, "status", "source", "optional", "format", "parameters");

    private static JsonObject AdaptAll(JsonObject[] layers)
    {
        var video = Pick(layers[0], "status", "source");
        video["original"] = new JsonArray([.. layers.Select(Original)]);
        video["optional"] = layers[0]["optional"]?.DeepClone();
        return video;
    }

    private static JsonNode Original(JsonObject layer)
    {
        var original = Pick(layer, "format", "parameters");
        if (layer["rid"] is { } rid) original["simulcastRid"] = rid.DeepClone();
        return original;
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

    private static bool IsKind(JsonObject track, string kind) => track["type"]?.GetValue<string>() == kind;
}
