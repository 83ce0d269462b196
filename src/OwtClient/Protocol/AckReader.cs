using System.Text.Json;

namespace OwtClient.Protocol;

/// <summary>Reads the positional arguments of an ack (PROTOCOL §2.3).</summary>
internal static class AckReader
{
    /// <summary>Tells success from failure.</summary>
    /// <param name="arguments">The ack's arguments.</param>
    /// <param name="result">The result of a success, or null when there is none.</param>
    /// <param name="error">The server's text of a failure.</param>
    public static bool TryRead(IReadOnlyList<JsonElement> arguments, out JsonElement? result, out string error)
    {
        result = arguments.Count > 1 && arguments[1].ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? arguments[1] : null;
        error = "";
        var status = arguments.Count > 0 ? Text(arguments[0]) : null;
        if (status is "ok" or "success") return true;
        error = status != "error" ? "the answer has no status" : result is { } payload ? ErrorText(payload) : "no reason given";
        return false;
    }

    /// <summary>Always a text in reality; the documentation speaks of an object.</summary>
    private static string ErrorText(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in (ReadOnlySpan<string>)["message", "description", "code"])
            {
                if (error.TryGetProperty(name, out var member)) return Text(member) ?? member.GetRawText();
            }
        }

        return Text(error) ?? error.GetRawText();
    }

    /// <summary>A text, or null when it is none, or not in Unicode.</summary>
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
