using System.Text.Json;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Protocol;

/// <summary>The <c>data</c> member of control requests (PROTOCOL §4.8, §4.9), and what <c>get-region</c> answers.</summary>
internal static class ControlData
{
    public static JsonElement Kinds(TrackKinds kinds) =>
        Text(kinds switch { TrackKinds.Audio => "audio", TrackKinds.Video => "video", _ => "av" });

    public static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, ProtocolJson.Default.String);

    public static JsonElement Region(string view, string region) =>
        JsonSerializer.SerializeToElement(new RegionRequest(view, region), ProtocolJson.Default.RegionRequest);

    public static JsonElement Update(SubscriptionUpdate update) =>
        JsonSerializer.SerializeToElement(update, ProtocolJson.Default.SubscriptionUpdate);

    /// <summary>The region's id, or null when the answer has another form.</summary>
    public static string? RegionOf(JsonElement? answer)
    {
        try
        {
            return answer?.Deserialize(ProtocolJson.Default.RegionResult)?.Region;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
