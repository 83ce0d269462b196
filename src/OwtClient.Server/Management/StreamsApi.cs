using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Management;

/// <summary><c>/rooms/:room/streams</c> (PROTOCOL §8.7). Views and layouts are refused as the original refuses unknown ones: nothing is mixed here.</summary>
internal static class StreamsApi
{
    public static ApiAnswer List(RoomController room, bool isV1) =>
        ApiAnswer.OfJson(new JsonArray([.. room.DescribeStreams().Select(stream => StreamShape.Convert(stream, isV1))]));

    public static ApiAnswer Get(RoomController room, string id, bool isV1) => room.DescribeStream(id) is { } stream
        ? ApiAnswer.OfJson(StreamShape.Convert(stream, isV1))
        : ApiAnswer.Failure(ApiFailure.StreamNotFound, "Stream not found");

    public static ApiAnswer Change(RoomController room, string id, JsonElement body, bool isV1)
    {
        var changes = new List<(MediaKind Kind, bool IsActive)>();
        foreach (var operation in PatchOperation.ReadAll(body) ?? [])
        {
            if (operation.Op != "replace" || KindOf(operation.Path) is not { } kind || IsActive(operation.Value) is not { } isActive) return ApiAnswer.OperationFailed();
            changes.Add((kind, isActive));
        }

        if (changes.Count == 0 || !changes.All(change => room.SetActive(id, change.Kind, change.IsActive))) return ApiAnswer.OperationFailed();
        return room.DescribeStream(id) is { } stream ? ApiAnswer.OfJson(StreamShape.Convert(stream, isV1)) : ApiAnswer.OperationFailed();
    }

    public static ApiAnswer Delete(RoomController room, string id) => room.RemoveStream(id) ? ApiAnswer.Empty : ApiAnswer.OperationFailed();

    private static MediaKind? KindOf(string path) => path switch
    {
        "/media/audio/status" => MediaKind.Audio,
        "/media/video/status" => MediaKind.Video,
        _ => null,
    };

    private static bool? IsActive(JsonElement value) => value.ValueKind != JsonValueKind.String ? null : value.GetString() switch
    {
        "active" => true,
        "inactive" => false,
        _ => null,
    };
}
