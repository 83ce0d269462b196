using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Management;

/// <summary><c>/rooms/:room/streams</c> (PROTOCOL §8.7): the mixed view and what is published.</summary>
internal static class StreamsApi
{
    public static ApiAnswer List(RoomController room, bool isV1) =>
        ApiAnswer.OfJson(new JsonArray([.. room.DescribeStreams().Select(stream => StreamShape.Convert(stream, isV1))]));

    public static ApiAnswer Get(RoomController room, string id, bool isV1) => room.DescribeStream(id) is { } stream
        ? ApiAnswer.OfJson(StreamShape.Convert(stream, isV1))
        : ApiAnswer.Failure(ApiFailure.StreamNotFound, "Stream not found");

    public static ApiAnswer Change(RoomController room, string id, JsonElement body, bool isV1)
    {
        var changes = (PatchOperation.ReadAll(body) ?? []).Select(StreamChange.Read).ToArray();
        if (changes.Length == 0 || changes.Contains(null) || !changes.All(apply => apply!(room, id))) return ApiAnswer.OperationFailed();
        return room.DescribeStream(id) is { } stream ? ApiAnswer.OfJson(StreamShape.Convert(stream, isV1)) : ApiAnswer.OperationFailed();
    }

    public static ApiAnswer Delete(RoomController room, string id) => room.RemoveStream(id) ? ApiAnswer.Empty : ApiAnswer.OperationFailed();
}
