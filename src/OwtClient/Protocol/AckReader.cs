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
        var status = arguments.Count > 0 && arguments[0].ValueKind == JsonValueKind.String ? arguments[0].GetString() : null;
        if (status is "ok" or "success") return true;
        error = status == "error" ? ErrorText(result) : "the answer has no status";
        return false;
    }

    /// <summary>Always a text in reality; the documentation speaks of an object.</summary>
    private static string ErrorText(JsonElement? payload)
    {
        if (payload is not { } error) return "no reason given";
        if (error.ValueKind == JsonValueKind.String) return error.GetString()!;
        if (error.ValueKind != JsonValueKind.Object) return error.GetRawText();
        foreach (var name in (ReadOnlySpan<string>)["message", "description", "code"])
        {
            if (error.TryGetProperty(name, out var member)) return member.ToString();
        }

        return error.GetRawText();
    }
}
