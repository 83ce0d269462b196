using System.Globalization;
using System.Text.Json;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Protocol;

/// <summary>Reads the layout of a mixed stream (PROTOCOL §7.5). Never fails.</summary>
internal static class LayoutReader
{
    private const int Precision = 1_000_000_000; // decimals are read to nine places, as many as an int holds

    /// <summary>A region that is shaped or written in a way not known here is kept, without its area.</summary>
    public static IReadOnlyList<LayoutRegion> Read(LayoutEntryMessage[]? entries) =>
    [
        .. from entry in entries ?? []
           where entry?.Region?.Id is not null
           select new LayoutRegion(entry.Region!.Id!, entry.Stream, Area(entry.Region)),
    ];

    /// <summary>
    /// A fraction text such as <c>1/3</c>, <c>0</c> or <c>1</c>; an object of numerator and denominator, as servers send; or a number.
    /// </summary>
    internal static Fraction? Fraction(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()!.Split('/') is [var above, var below] => Fraction(Whole(above), Whole(below)),
        JsonValueKind.String => Decimal(value.GetString()!),
        JsonValueKind.Object => Fraction(Member(value, "numerator"), Member(value, "denominator")),
        JsonValueKind.Number => Decimal(value.GetRawText()),
        _ => null,
    };

    private static LayoutArea? Area(RegionMessage region)
    {
        if (region.Area is not { } area) return null;
        return region.Shape switch
        {
            "rectangle" or null when Share("left") is { } left && Share("top") is { } top
                && Share("width") is { } width && Share("height") is { } height => new RectangleArea(left, top, width, height),
            "circle" when Share("centerW") is { } x && Share("centerH") is { } y && Share("radius") is { } radius =>
                new CircleArea(x, y, radius),
            _ => null,
        };

        Fraction? Share(string name) => area.TryGetValue(name, out var value) ? Fraction(value) : null;
    }

    private static Fraction? Fraction(int? above, int? below) =>
        above is { } numerator && below is >= 1 ? new Fraction(numerator, below.Value) : null;

    private static Fraction? Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= -1 and <= 1
            ? new Fraction((int)decimal.Round(value * Precision), Precision)
            : null;

    private static int? Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number)
            ? number : null;

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
