using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OwtClient.Fuzz.Harness;

/// <summary>Damages JSON but leaves it JSON: values of other types and at their limits, members gone or renamed.</summary>
internal sealed class JsonMutator(Random random)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "0.5", "1e300", "-1e300", "2147483648", "9223372036854775808", "\"\"", "\"x\"", "\"0\"", "\"1/0\"", "\"-1/3\"",
        "\"x1e300\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "[null]", "[[]]", "{}", "{\"id\":null}", "{\"id\":{}}",
    ];

    /// <summary>A damaged copy of the JSON text; a copy as it is if it is none.</summary>
    /// <remarks>Marks take the places first, the values come into the text: half a surrogate pair cannot be in a tree.</remarks>
    public byte[] Mutate(byte[] json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(Encoding.UTF8.GetString(json));
        }
        catch (JsonException)
        {
            return json;
        }

        var damages = random.Next(1, 5);
        for (var i = 0; i < damages; i++) root = Replace(root, JsonValue.Create($"mark {i}"));
        var text = root!.ToJsonString();
        for (var i = 0; i < damages; i++) text = text.Replace($"\"mark {i}\"", Values[random.Next(Values.Length)], StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private JsonNode Replace(JsonNode? node, JsonNode mark)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } members when random.Next(8) > 0:
                var name = members.ElementAt(random.Next(members.Count)).Key;
                var member = members[name];
                members.Remove(name);
                members[random.Next(20) == 0 ? name + "2" : name] = Replace(member, mark);
                return members;
            case JsonArray { Count: > 0 } items when random.Next(8) > 0:
                var at = random.Next(items.Count);
                var item = items[at];
                items.RemoveAt(at);
                items.Insert(at, Replace(item, mark));
                return items;
            default:
                return mark;
        }
    }
}
