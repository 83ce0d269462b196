using System.Text.Json.Nodes;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>Describes streams as protocol 1.2 does (PROTOCOL §7.1).</summary>
/// <remarks>
/// The members and their order are the original server's. The optional lists are there because clients index into them, and empty because
/// they say what a subscriber may ask for besides the source itself: this server transcodes nothing.
/// </remarks>
internal static class StreamInfo
{
    /// <summary>Describes a stream.</summary>
    /// <param name="stream">A live stream.</param>
    /// <param name="views">Labels of the mixed views that it takes part in.</param>
    public static JsonObject Describe(RoomStream stream, params IReadOnlyList<string> views)
    {
        var info = new JsonObject { ["owner"] = stream.OwnerId, ["type"] = "webrtc", ["inViews"] = new JsonArray([.. views]) };
        if (stream.Attributes is { } attributes) info["attributes"] = JsonNode.Parse(attributes.GetRawText());
        return new JsonObject
        {
            ["id"] = stream.Id,
            ["type"] = "forward",
            ["media"] = new JsonObject { ["tracks"] = new JsonArray([.. stream.Tracks.Select(Describe)]) },
            ["info"] = info,
        };
    }

    private static JsonNode Describe(StreamTrack track)
    {
        var description = new JsonObject { ["id"] = track.Id, ["type"] = track.Kind == MediaKind.Audio ? "audio" : "video" };
        if (track.Source is { } source) description["source"] = source;
        description["format"] = Describe(MediaFormat.Of(track.Codec));
        if (track.Width > 0) description["parameters"] = new JsonObject { ["resolution"] = Resolution(track) };
        description["optional"] = track.Kind == MediaKind.Audio ? NoFormats() : NoFormatsOrParameters();
        description["status"] = track.IsActive ? "active" : "inactive";
        description["mid"] = track.Mid;
        if (track.Rid is { } rid) description["rid"] = rid;
        return description;
    }

    public static JsonObject Describe(MediaFormat format)
    {
        var description = new JsonObject { ["codec"] = format.Codec };
        if (format.SampleRate is { } rate) description["sampleRate"] = rate;
        if (format.ChannelNum is { } channels) description["channelNum"] = channels;
        if (format.Profile is { } profile) description["profile"] = profile;
        return description;
    }

    private static JsonObject Resolution(StreamTrack track) => new() { ["width"] = track.Width, ["height"] = track.Height };

    private static JsonObject NoFormats() => new() { ["format"] = new JsonArray() };

    /// <summary>The optional lists of pictures, all empty.</summary>
    public static JsonObject NoFormatsOrParameters() => new()
    {
        ["format"] = new JsonArray(),
        ["parameters"] = new JsonObject
        {
            ["resolution"] = new JsonArray(),
            ["bitrate"] = new JsonArray(),
            ["framerate"] = new JsonArray(),
            ["keyFrameInterval"] = new JsonArray(),
        },
    };
}
