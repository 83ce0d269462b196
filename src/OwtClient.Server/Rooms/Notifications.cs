using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>Builds what a room tells its participants (PROTOCOL §4.11–§4.14). Pure.</summary>
internal static class Notifications
{
    public static JsonElement Joined(Participant participant) =>
        Element(new JsonObject { ["action"] = "join", ["data"] = Describe(participant) });

    public static JsonElement Left(string participantId) => Element(new JsonObject { ["action"] = "leave", ["data"] = participantId });

    public static JsonElement Text(string from, string to, JsonElement? message) => Element(new JsonObject
    {
        ["from"] = from,
        ["to"] = to,
        ["message"] = message is { } value ? JsonNode.Parse(value.GetRawText()) : null,
    });

    public static JsonElement StreamAdded(RoomStream stream, IReadOnlyList<string> views) => Element(new JsonObject
    {
        ["id"] = stream.Id,
        ["status"] = "add",
        ["data"] = StreamInfo.Describe(stream, views),
    });

    public static JsonElement StreamRemoved(string streamId) => Element(new JsonObject { ["id"] = streamId, ["status"] = "remove" });

    public static JsonElement StreamChanged(RoomStream stream, IReadOnlyList<string> views) =>
        Update(stream.Id, ".", StreamInfo.Describe(stream, views));

    public static JsonElement ActiveInput(MixedView view) => Update(view.Id, "activeInput", view.ActiveInput);

    public static JsonElement Layout(MixedView view) => Update(view.Id, "video.layout", ViewInfo.Layout(view));

    public static JsonElement TrackStatus(string streamId, MediaKind kind, bool isActive) =>
        Update(streamId, kind == MediaKind.Audio ? "audio.status" : "video.status", isActive ? "active" : "inactive");

    public static JsonElement Answer(string transportId, string sdp) => Element(new JsonObject
    {
        ["id"] = transportId,
        ["status"] = "soac",
        ["data"] = new JsonObject { ["type"] = "answer", ["sdp"] = sdp },
    });

    public static JsonElement TransportReady(string transportId) => Element(new JsonObject { ["id"] = transportId, ["status"] = "ready" });

    public static JsonElement SessionReady(string transportId, string sessionId) => Element(new JsonObject
    {
        ["id"] = transportId,
        ["sessionId"] = sessionId,
        ["status"] = "ready",
    });

    public static JsonElement SessionFailed(string transportId, string sessionId, string reason) => Element(new JsonObject
    {
        ["id"] = transportId,
        ["sessionId"] = sessionId,
        ["status"] = "error",
        ["data"] = reason,
    });

    public static JsonObject Describe(Participant participant) => new()
    {
        ["id"] = participant.Id,
        ["user"] = participant.User,
        ["role"] = participant.Role,
    };

    public static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static JsonElement Update(string streamId, string field, JsonNode? value) => Element(new JsonObject
    {
        ["id"] = streamId,
        ["status"] = "update",
        ["data"] = new JsonObject { ["field"] = field, ["value"] = value },
    });
}
