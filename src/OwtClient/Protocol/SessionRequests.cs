using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Protocol.Messages;

namespace OwtClient.Protocol;

/// <summary>Writes <c>publish</c> and <c>subscribe</c> in the form of a protocol version.</summary>
/// <remarks>
/// The older forms (PROTOCOL §4.3, §4.6) name no media sections: the portal gives <c>0</c> to the sound and <c>1</c> to the pictures, or
/// <c>0</c> to what is alone, which is how every offer of this client is laid out. Members they do not know are refused, so those of 1.2
/// are left out.
/// </remarks>
internal static class SessionRequests
{
    public static JsonElement Write(PublishRequest request, ProtocolVersion version)
    {
        if (version == ProtocolVersion.Version12) return JsonSerializer.SerializeToElement(request, ProtocolJson.Default.PublishRequest);
        var legacy = Legacy(request.Media, PublishedTrack);
        if (request.Attributes is { } attributes) legacy["attributes"] = JsonObject.Create(attributes);
        return JsonSerializer.SerializeToElement(legacy, ProtocolJson.Default.JsonObject);
    }

    public static JsonElement Write(SubscribeRequest request, ProtocolVersion version) => version == ProtocolVersion.Version12
        ? JsonSerializer.SerializeToElement(request, ProtocolJson.Default.SubscribeRequest)
        : JsonSerializer.SerializeToElement(Legacy(request.Media, SubscribedTrack), ProtocolJson.Default.JsonObject);

    /// <summary>One member for each kind; <c>false</c>, which may not be left out, for a kind that is not wanted.</summary>
    private static JsonObject Legacy(MediaRequest media, Func<TrackRequest, JsonObject> write)
    {
        return new JsonObject { ["media"] = new JsonObject { ["audio"] = Track("audio"), ["video"] = Track("video") } };

        JsonNode Track(string kind) =>
            media.Tracks.FirstOrDefault(t => t.Type == kind) is { } track ? write(track) : JsonValue.Create(false);
    }

    private static JsonObject PublishedTrack(TrackRequest track) => new() { ["source"] = track.Source };

    private static JsonObject SubscribedTrack(TrackRequest track)
    {
        var legacy = new JsonObject { ["from"] = track.From };
        if (track.Parameters is { } parameters)
        {
            legacy["parameters"] = JsonSerializer.SerializeToNode(parameters, ProtocolJson.Default.TrackParametersRequest);
        }

        if (track.Rid is { } rid) legacy["simulcastRid"] = rid;
        return legacy;
    }
}
