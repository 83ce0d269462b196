using System.Text.Json;
using System.Text.Unicode;

namespace OwtClient.Server.SocketIo;

/// <summary>Reads the JSON array of an event.</summary>
internal static class SocketIoArguments
{
    /// <summary>
    /// Takes the event's name and its arguments. False when the JSON is malformed, no array, or does not begin with a text.
    /// </summary>
    /// <param name="json">The packet's data.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="arguments">What follows the name. Independent of <paramref name="json"/>.</param>
    public static bool TryParse(ReadOnlySpan<byte> json, out string name, out IReadOnlyList<JsonElement> arguments)
    {
        (name, arguments) = ("", []);
        if (TryParseElement(json) is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() == 0) return false;
        if (array[0].ValueKind != JsonValueKind.String || array[0].GetString() is not { } first) return false;
        (name, arguments) = (first, [.. array.EnumerateArray().Skip(1)]);
        return true;
    }

    private static JsonElement? TryParseElement(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json) || !HasWholeCharacters(json)) return null;
        try
        {
            var reader = new Utf8JsonReader(json);
            var element = JsonElement.ParseValue(ref reader);
            return reader.Read() ? null : element; // reading on throws when anything follows
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// JSON may escape half a surrogate pair. Handlers read texts as they please, so none may hold what .NET refuses to read.
    /// </summary>
    private static bool HasWholeCharacters(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0) return true;
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.ValueIsEscaped) _ = reader.GetString();
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
