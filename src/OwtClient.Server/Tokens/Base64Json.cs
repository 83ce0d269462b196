using System.Text;
using System.Text.Json;

namespace OwtClient.Server.Tokens;

/// <summary>Reads Base64 of a JSON object, and names failures in the words of the original server's runtime (PROTOCOL §1.5).</summary>
internal static class Base64Json
{
    private const int ContextLength = 10; // characters shown on either side of the offending one in long texts

    public static bool TryDecode(JsonElement? text, out JsonElement json, out string error)
    {
        json = default;
        error = "";
        if (text is not { ValueKind: JsonValueKind.String } given)
        {
            error = "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. " +
                $"Received {Describe(text)}";
            return false;
        }

        var decoded = Encoding.UTF8.GetString(LenientBase64.Decode(given.GetString()!));
        try
        {
            using var document = JsonDocument.Parse(decoded);
            json = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            error = DescribeFailure(decoded, e);
            return false;
        }

        if (!ReadableText.IsIn(json))
        {
            error = "Bad escaped character in JSON";
            return false;
        }

        if (json.ValueKind == JsonValueKind.Object) return true;
        error = "Cannot read properties of " + Describe(json);
        return false;
    }

    private static string Describe(JsonElement? value) => value?.ValueKind switch
    {
        null or JsonValueKind.Undefined => "undefined",
        JsonValueKind.Null => "null",
        JsonValueKind.Number => $"type number ({value})",
        JsonValueKind.True or JsonValueKind.False => $"type boolean ({value.ToString()!.ToLowerInvariant()})",
        JsonValueKind.String => $"type string ('{value}')",
        _ => "an instance of Object",
    };

    private static string DescribeFailure(string text, JsonException failure)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = FailurePosition(bytes, failure);
        if (at >= text.Length) return "Unexpected end of JSON input";
        var first = Math.Max(0, at - ContextLength);
        var last = Math.Min(text.Length, at + ContextLength);
        var excerpt = text.Length <= 2 * ContextLength
            ? $"\"{text}\""
            : $"{(first > 0 ? "..." : "")}\"{text[first..last]}\"{(last < text.Length ? "..." : "")}";
        return $"Unexpected token '{text[at]}', {excerpt} is not valid JSON";
    }

    /// <summary>Index of the character that broke the text, in UTF-16 units.</summary>
    private static int FailurePosition(byte[] bytes, JsonException failure)
    {
        var line = failure.LineNumber ?? 0;
        var start = 0;
        for (var i = 0; i < bytes.Length && line > 0; i++)
        {
            if (bytes[i] != (byte)'\n') continue;
            line--;
            start = i + 1;
        }

        var at = (int)Math.Min(bytes.Length, start + (failure.BytePositionInLine ?? 0));
        return Encoding.UTF8.GetCharCount(bytes, 0, at);
    }
}
