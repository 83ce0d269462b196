using System.Text.Json;

namespace OwtClient.Server.Validation;

/// <summary>
/// The checks that the original portal writes by hand: <c>text</c>, <c>soac</c>, <c>unpublish</c>, <c>unsubscribe</c> (PROTOCOL §4.1, §4.7,
/// §4.10).
/// </summary>
internal static class SimpleRequests
{
    /// <summary>Says what is wrong with a <c>text</c> request, or null.</summary>
    public static string? ExplainText(JsonElement request) => TextOf(request, "to").Length > 0 ? null : "Invalid receiver";

    /// <summary>Says what is wrong with a <c>soac</c> request, or null.</summary>
    public static string? ExplainSoac(JsonElement request)
    {
        if (TextOf(request, "id").Length == 0) return "Invalid soac id";
        if (!request.TryGetProperty("signaling", out var signaling) || signaling.ValueKind != JsonValueKind.Object)
            return "Invalid signaling object";
        return TextOf(signaling, "type") is "offer" or "answer" or "candidate" or "removed-candidates" ? null : "Invalid signaling type";
    }

    /// <summary>
    /// Says what is wrong with the id of an <c>unpublish</c> (<c>stream</c>) or <c>unsubscribe</c> (<c>subscription</c>) request, or null.
    /// </summary>
    public static string? ExplainId(JsonElement request, string what)
    {
        var id = TextOf(request, "id");
        return id.Length > 0 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? null : $"Invalid {what} id";
    }

    /// <summary>A text member, or empty text when it is absent, of another type, or the request is no object.</summary>
    public static string TextOf(JsonElement request, string name) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
