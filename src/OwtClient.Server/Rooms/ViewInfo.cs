using System.Text.Json.Nodes;

namespace OwtClient.Server.Rooms;

/// <summary>Describes a mixed view as protocol 1.2 does (PROTOCOL §7.1, §7.5). Pure.</summary>
/// <remarks>
/// The optional formats are what a subscriber may negotiate instead: the view is no encoder, and inputs of another codec than the
/// negotiated one are not forwarded. Its parameters change with the input and are left out.
/// </remarks>
internal static class ViewInfo
{
    public static JsonObject Describe(MixedView view) => new()
    {
        ["id"] = view.Id,
        ["type"] = "mixed",
        ["media"] = new JsonObject { ["tracks"] = new JsonArray(Audio(), Video()) },
        ["data"] = null,
        ["info"] = new JsonObject
        {
            ["label"] = MixedView.Label,
            ["activeInput"] = view.ActiveInput ?? "unknown",
            ["layout"] = Layout(view),
        },
    };

    /// <summary>One region with the shown input, or none.</summary>
    public static JsonArray Layout(MixedView view) => view.ShownInput is { } shown
        ? new JsonArray(new JsonObject { ["stream"] = shown, ["region"] = WholePicture() })
        : [];

    private static JsonObject Audio() => new()
    {
        ["type"] = "audio",
        ["format"] = new JsonObject { ["codec"] = "opus", ["sampleRate"] = 48000, ["channelNum"] = 2 },
        ["optional"] = new JsonObject { ["format"] = Formats(ViewFormats.OptionalAudio) },
        ["status"] = "active",
    };

    private static JsonObject Video()
    {
        var optional = StreamInfo.NoFormatsOrParameters();
        optional["format"] = Formats(ViewFormats.OptionalVideo);
        return new JsonObject
        {
            ["type"] = "video",
            ["format"] = new JsonObject { ["codec"] = "vp8" },
            ["optional"] = optional,
            ["status"] = "active",
        };
    }

    private static JsonArray Formats(IReadOnlyList<string> codecs) => [.. codecs.Select(codec => new JsonObject { ["codec"] = codec })];

    private static JsonObject WholePicture() => new()
    {
        ["id"] = MixedView.RegionId,
        ["shape"] = "rectangle",
        ["area"] = new JsonObject { ["left"] = Fraction(0), ["top"] = Fraction(0), ["width"] = Fraction(1), ["height"] = Fraction(1) },
    };

    private static JsonObject Fraction(int value) => new() { ["numerator"] = value, ["denominator"] = 1 };
}
