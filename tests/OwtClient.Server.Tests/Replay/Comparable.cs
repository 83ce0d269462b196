using System.Text.Json;
using System.Text.Json.Nodes;

namespace OwtClient.Server.Tests.Replay;

/// <summary>What of a message is compared: everything but what docs/server.md says is different here.</summary>
internal static class Comparable
{
    /// <summary>
    /// Members in alphabetic order, without tickets, descriptions, optional lists, the parameters of mixed views, and those who are not in
    /// the recording.
    /// </summary>
    public static string Text(string json, Func<string, bool> isKnown) => Reduce(JsonNode.Parse(json), isKnown)?.ToJsonString() ?? "null";

    /// <summary>Whether it tells of participants or streams of another conversation in the recorded room.</summary>
    public static bool IsAboutOthers(string name, JsonElement data, Func<string, bool> isKnown) => name switch
    {
        "participant" => data.GetProperty("action").ValueEquals("leave") && !isKnown(data.GetProperty("data").GetString()!),
        "stream" => data.GetProperty("status").ValueEquals("remove") && !isKnown(data.GetProperty("id").GetString()!),
        _ => false,
    };

    private static JsonNode? Reduce(JsonNode? node, Func<string, bool> isKnown) => node switch
    {
        JsonObject value => Reduce(value, isKnown),
        JsonArray array => new JsonArray([.. array.Select(entry => Reduce(entry, isKnown))]),
        JsonValue text when text.TryGetValue<string>(out var value) && value.StartsWith("eyJ", StringComparison.Ordinal) => "ticket",
        _ => node?.DeepClone(),
    };

    private static JsonObject Reduce(JsonObject value, Func<string, bool> isKnown)
    {
        var isMixed = IsText(value["type"], "mixed");
        var reduced = new JsonObject();
        foreach (var (name, member) in value.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            if (name is "optional" or "origin") continue;
            reduced[name] = name switch
            {
                "sdp" => "sdp",
                "media" when isMixed => WithoutParameters(Reduce(member, isKnown)),
                "participants" => Known(Reduce(member, isKnown), isKnown, entry => true),
                "streams" => Known(Reduce(member, isKnown), isKnown, entry => !IsText(entry["type"], "mixed")),
                _ => Reduce(member, isKnown),
            };
        }

        return reduced;
    }

    private static JsonArray Known(JsonNode? list, Func<string, bool> isKnown, Func<JsonNode, bool> mustBeKnown) =>
    [
        .. from entry in list!.AsArray().OfType<JsonNode>()
           where !mustBeKnown(entry) || isKnown(entry["id"]!.GetValue<string>())
           select entry.DeepClone(),
    ];

    private static JsonNode? WithoutParameters(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var entry in array) WithoutParameters(entry);
        }

        if (node is JsonObject value)
        {
            value.Remove("parameters");
            foreach (var (_, member) in value) WithoutParameters(member);
        }

        return node;
    }

    private static bool IsText(JsonNode? node, string text) =>
        node is JsonValue value && value.TryGetValue<string>(out var found) && found == text;
}
