using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OwtClient.Rest.Models;

namespace OwtClient.Cli.Management;

/// <summary>Reads and writes layouts as text, and says what is wrong with one before the server, which does not (PROTOCOL §8.7).</summary>
internal static class LayoutText
{
    /// <summary>Reads one region: <c>ID=LEFT,TOP,WIDTH,HEIGHT[:STREAM]</c>.</summary>
    /// <exception cref="CommandFailedException">It has another form.</exception>
    public static LayoutEntry Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.IndexOf(':', equals + 1);
        var area = text[(equals + 1)..(colon < 0 ? text.Length : colon)].Split(',');
        if (equals < 1 || area.Length != 4) throw new CommandFailedException($"'{text}' is not ID=LEFT,TOP,WIDTH,HEIGHT[:STREAM].");
        var stream = colon < 0 ? null : text[(colon + 1)..];
        return new LayoutEntry(new LayoutRegion(text[..equals], new LayoutArea(area[0], area[1], area[2], area[3])), stream);
    }

    /// <summary>Reads a whole layout, in the API's form.</summary>
    /// <exception cref="CommandFailedException">It has another form, or the server would not take it.</exception>
    public static IReadOnlyList<LayoutEntry> ParseJson(string json)
    {
        try
        {
            var layout = JsonSerializer.Deserialize(json, LayoutJson.Default.LayoutEntryArray);
            return layout is not null && layout.All(IsWhole) ? Check(layout) : throw new JsonException("Something in it is null.");
        }
        catch (JsonException e)
        {
            throw new CommandFailedException($"that is not a layout as layout show --json prints it: {e.Message}", e);
        }
    }

    /// <summary>Whether nothing is missing that must be there; the types do not keep a peer from sending null.</summary>
    public static bool IsWhole(LayoutEntry? entry) =>
        entry is { Region: { Id: not null, Area: { Left: not null, Top: not null, Width: not null, Height: not null } } };

    public static string ToJson(IReadOnlyList<LayoutEntry> layout) =>
        JsonSerializer.Serialize([.. layout], LayoutJson.Default.LayoutEntryArray);

    /// <summary>Passes a layout on that the server takes.</summary>
    /// <exception cref="CommandFailedException">The server would refuse it without a reason.</exception>
    public static IReadOnlyList<LayoutEntry> Check(IReadOnlyList<LayoutEntry> layout)
    {
        var (ids, streams) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var isEmpty = false;
        foreach (var (region, stream) in layout)
        {
            var area = region.Area;
            foreach (var fraction in (string[])[area.Left, area.Top, area.Width, area.Height])
            {
                if (FractionOf(fraction) is null)
                    throw new CommandFailedException($"'{fraction}' in region {region.Id} is not 0, 1 or a fraction such as 1/3.");
            }

            if (!ids.Add(region.Id)) throw new CommandFailedException($"two regions have the id {region.Id}.");
            if (stream is { Length: 0 })
                throw new CommandFailedException($"the stream of region {region.Id} is empty: leave the colon out.");
            if (stream is not null && !streams.Add(stream)) throw new CommandFailedException($"the stream {stream} stands in two regions.");
            if (stream is not null && isEmpty)
                throw new CommandFailedException($"region {region.Id} has a stream: it goes before those without one.");
            isEmpty |= stream is null;
        }

        return layout;
    }

    /// <summary>The value of <c>0</c>, <c>1</c> or <c>n/d</c> with n ≤ d; null for anything else.</summary>
    public static double? FractionOf(string text)
    {
        var parts = text.Split('/');
        if (parts.Length > 2 || !TryRead(parts[0], out var over)) return null;
        if (parts.Length == 1) return over <= 1 ? over : null;
        return TryRead(parts[1], out var under) && under > 0 && over <= under ? (double)over / under : null;

        static bool TryRead(string digits, out int value) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}

/// <summary>JSON of <see cref="LayoutText"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LayoutEntry[]))]
internal sealed partial class LayoutJson : JsonSerializerContext;
