using System.Text.Json;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Management;

/// <summary>The one layout that the mixed view can have: a region that is the whole picture (PROTOCOL §8.7).</summary>
/// <param name="StreamId">Whom the region is given to, or null for nobody.</param>
internal sealed record OneRegion(string? StreamId)
{
    /// <summary>Reads a layout, or returns null when it is malformed or another than that.</summary>
    public static OneRegion? Read(JsonElement layout)
    {
        if (layout.ValueKind != JsonValueKind.Array || layout.GetArrayLength() != 1) return null;
        var entry = layout[0];
        if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("region", out var region) || !IsWhole(region)) return null;
        if (!entry.TryGetProperty("stream", out var stream)) return new OneRegion(StreamId: null);
        return stream.ValueKind == JsonValueKind.String ? new OneRegion(stream.GetString()) : null;
    }

    private static bool IsWhole(JsonElement region)
    {
        if (region.ValueKind != JsonValueKind.Object || SimpleRequests.TextOf(region, "id") != MixedView.RegionId) return false;
        if (SimpleRequests.TextOf(region, "shape") != "rectangle") return false;
        if (!region.TryGetProperty("area", out var area) || area.ValueKind != JsonValueKind.Object) return false;
        return Is(area, "left", 0) && Is(area, "top", 0) && Is(area, "width", 1) && Is(area, "height", 1);
    }

    /// <summary>Whether a fraction is 0 or 1: <c>"0"</c>, <c>"0/3"</c>, <c>"1"</c>, <c>"3/3"</c>.</summary>
    private static bool Is(JsonElement area, string name, int whole) => SimpleRequests.TextOf(area, name).Split('/') switch
    {
        [var value] => int.TryParse(value, out var number) && number == whole,
        [var above, var below] =>
            int.TryParse(above, out var over) && int.TryParse(below, out var under) && under > 0 && over == whole * under,
        _ => false,
    };
}
