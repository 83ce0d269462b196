using System.Text.Json;

namespace OwtClient.Testing;

/// <summary>JSON of the fakes.</summary>
internal static class Json
{
    /// <summary>A value independent of any buffer.</summary>
    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A text member, or null.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
