using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Management;

/// <summary><c>/rooms/:room/participants</c> (PROTOCOL §8.6).</summary>
internal static class ParticipantsApi
{
    public static ApiAnswer List(RoomController room) => ApiAnswer.OfJson(new JsonArray([.. room.Participants.Select(Describe)]));

    public static ApiAnswer Get(RoomController room, string id) => room.FindParticipant(id) is { } participant
        ? ApiAnswer.OfJson(Describe(participant))
        : ApiAnswer.Failure(ApiFailure.ParticipantNotFound, "Participant not found");

    public static ApiAnswer Change(RoomController room, string id, JsonElement body)
    {
        var changes = new List<Func<RolePermission, RolePermission>>();
        foreach (var operation in PatchOperation.ReadAll(body) ?? [])
        {
            if (operation.Op != "replace" || ChangeOf(operation.Path, operation.Value) is not { } change)
                return ApiAnswer.OperationFailed();
            changes.Add(change);
        }

        if (changes.Count == 0) return ApiAnswer.OperationFailed();
        return room.ChangePermission(
            id, permission => changes.Aggregate(permission, (current, change) => change(current))) is { } participant
            ? ApiAnswer.OfJson(Describe(participant))
            : ApiAnswer.OperationFailed();
    }

    public static ApiAnswer Drop(RoomController room, string id) => room.Drop(id) ? ApiAnswer.Empty : ApiAnswer.OperationFailed();

    private static Func<RolePermission, RolePermission>? ChangeOf(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            if (Flag(value, "audio") is not { } audio || Flag(value, "video") is not { } video) return null;
            return path switch
            {
                "/permission/publish" => permission => permission with { PublishAudio = audio, PublishVideo = video },
                "/permission/subscribe" => permission => permission with { SubscribeAudio = audio, SubscribeVideo = video },
                _ => null,
            };
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
        var allowed = value.GetBoolean();
        return path switch
        {
            "/permission/publish/audio" => permission => permission with { PublishAudio = allowed },
            "/permission/publish/video" => permission => permission with { PublishVideo = allowed },
            "/permission/subscribe/audio" => permission => permission with { SubscribeAudio = allowed },
            "/permission/subscribe/video" => permission => permission with { SubscribeVideo = allowed },
            _ => null,
        };
    }

    private static bool? Flag(JsonElement value, string name) =>
        value.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;

    private static JsonObject Describe(Participant participant)
    {
        var permission = RoomSettings.Describe(participant.Role, participant.Permission);
        permission.Remove("role");
        return new JsonObject
        {
            ["id"] = participant.Id,
            ["user"] = participant.User,
            ["role"] = participant.Role,
            ["permission"] = permission,
        };
    }
}
