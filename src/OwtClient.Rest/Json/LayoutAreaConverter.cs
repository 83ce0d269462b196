using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Json;

/// <summary>
/// The four fractions of a region: texts in requests (PROTOCOL §8.7); in answers also objects, as recorded servers send them.
/// </summary>
internal sealed class LayoutAreaConverter : JsonConverter<LayoutArea>
{
    public override LayoutArea Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var area = document.RootElement;
        if (area.ValueKind != JsonValueKind.Object) throw new JsonException($"An area was expected, not {area.ValueKind}.");
        return new LayoutArea(Fraction(area, "left"), Fraction(area, "top"), Fraction(area, "width"), Fraction(area, "height"));
    }

    public override void Write(Utf8JsonWriter writer, LayoutArea value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("left", value.Left);
        writer.WriteString("top", value.Top);
        writer.WriteString("width", value.Width);
        writer.WriteString("height", value.Height);
        writer.WriteEndObject();
    }

    /// <summary>A fraction as text; null when it is absent or written in another way, as any member that a server leaves out.</summary>
    private static string Fraction(JsonElement area, string name)
    {
        if (!area.TryGetProperty(name, out var value)) return null!;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Object when value.TryGetProperty("numerator", out var above)
                && value.TryGetProperty("denominator", out var below) =>
                $"{above.GetRawText()}/{below.GetRawText()}",
            _ => null!,
        };
    }
}
