using System.Text.Json;

namespace OwtClient.Tests.Transcripts;

/// <summary>The form of a JSON value without its contents: members in order of their names, and the kinds of values.</summary>
internal static class Shape
{
    public static string Of(JsonElement? value, params string[] without) => value switch
    {
        null => "nothing",
        { ValueKind: JsonValueKind.Object } o => "{" + string.Join(',', o.EnumerateObject()
            .Where(m => !without.Contains(m.Name))
            .OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => $"{m.Name}:{Of(m.Value)}")) + "}",
        { ValueKind: JsonValueKind.Array } a => "[" + string.Join(',', a.EnumerateArray().Select(item => Of(item))) + "]",
        { ValueKind: JsonValueKind.True or JsonValueKind.False } => "bool",
        { } other => other.ValueKind.ToString().ToLowerInvariant(),
    };
}
