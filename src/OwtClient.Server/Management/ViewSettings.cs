using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Management;

/// <summary>The views of a room as the management API shows them (PROTOCOL §8.4): <c>common</c>, as every room has it.</summary>
internal static class ViewSettings
{
    public static JsonArray Describe() => [Common()];

    /// <summary>Whether views that were given are those that a room has: <c>common</c>, with no setting or with those it has.</summary>
    public static bool AreThose(JsonNode? views)
    {
        if (views is not JsonArray { Count: 1 } list || list[0] is not JsonObject view || view["label"] is null) return false;
        var common = Common();
        return view.All(member => JsonNode.DeepEquals(member.Value, common[member.Key]));
    }

    private static JsonObject Common() => new()
    {
        ["label"] = MixedView.Label,
        ["audio"] = new JsonObject
        {
            ["format"] = new JsonObject { ["codec"] = "opus", ["sampleRate"] = 48000, ["channelNum"] = 2 },
            ["vad"] = true,
        },
        ["video"] = new JsonObject
        {
            ["format"] = new JsonObject { ["codec"] = "vp8" },
            ["keepActiveInputPrimary"] = true,
            ["layout"] = new JsonObject
            {
                ["fitPolicy"] = "letterbox",
                ["templates"] = new JsonObject
                {
                    ["base"] = "void",
                    ["custom"] = new JsonArray(new JsonObject { ["region"] = new JsonArray(WholePicture()) }),
                },
            },
        },
    };

    private static JsonObject WholePicture() => new()
    {
        ["id"] = MixedView.RegionId,
        ["shape"] = "rectangle",
        ["area"] = new JsonObject { ["left"] = "0", ["top"] = "0", ["width"] = "1", ["height"] = "1" },
    };
}
