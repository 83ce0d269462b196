using System.Text.Json.Nodes;

namespace OwtClient.Server.Management;

/// <summary>Finds what answers a management request.</summary>
internal sealed class ApiRouter(ManagedRooms rooms, ServicesApi services, RoomsApi roomsApi, RecordingsApi recordings)
{
    public async ValueTask<ApiAnswer> AnswerAsync(string method, ApiCall call) => (method, call.Path) switch
    {
        ("GET", ["services"]) => services.List(call),
        ("POST", ["services"]) => services.Create(call),
        ("GET", ["services", _]) => services.Get(call),
        ("DELETE", ["services", _]) => await services.DeleteAsync(call).ConfigureAwait(false),
        ("GET", ["rooms"]) => roomsApi.List(call),
        ("POST", ["rooms"]) => roomsApi.Create(call),
        ("GET", ["rooms", _]) => roomsApi.Get(call),
        ("PUT", ["rooms", _]) => roomsApi.Update(call),
        ("PATCH", ["rooms", _]) => ApiAnswer.Failure(ApiFailure.Internal, "Not implemented"), // nor in the original
        ("DELETE", ["rooms", _]) => await roomsApi.DeleteAsync(call).ConfigureAwait(false),
        ("POST", ["rooms", _, "tokens"]) => roomsApi.CreateToken(call),
        (_, ["rooms", _, ..]) => await AnswerInRoomAsync(method, call).ConfigureAwait(false),
        _ => NoRoute(),
    };

    private async ValueTask<ApiAnswer> AnswerInRoomAsync(string method, ApiCall call)
    {
        // The v1.1 routes of streams alone do not ask whose room it is (PROTOCOL §8.7).
        var isUnchecked = !call.IsV1 && call.Path[2] == "streams";
        if (rooms.Find(call.Path[1], isUnchecked ? null : call.Service.Id)?.Room is not { } room) return ApiAnswer.RoomNotFound();
        string[] path = [.. call.Path.Skip(2)];
        return (method, path) switch
        {
            ("GET", ["participants"]) => ParticipantsApi.List(room),
            ("GET", ["participants", var id]) => ParticipantsApi.Get(room, id),
            ("PATCH", ["participants", var id]) => ParticipantsApi.Change(room, id, call.Body),
            ("DELETE", ["participants", var id]) => ParticipantsApi.Drop(room, id),
            ("GET", ["streams"]) => StreamsApi.List(room, call.IsV1),
            ("GET", ["streams", var id]) => StreamsApi.Get(room, id, call.IsV1),
            ("PATCH", ["streams", var id]) => StreamsApi.Change(room, id, call.Body, call.IsV1),
            ("DELETE", ["streams", var id]) => StreamsApi.Delete(room, id),
            ("GET", ["recordings"]) => recordings.List(room),
            ("POST", ["recordings"]) => recordings.Start(room, call.Body),
            ("PATCH", ["recordings", var id]) => recordings.Change(room, id, call.Body),
            ("DELETE", ["recordings", var id]) => await recordings.StopAsync(room, id).ConfigureAwait(false),
            ("GET", ["streaming-outs" or "sipcalls" or "analytics"]) => ApiAnswer.OfJson(new JsonArray()),
            (_, ["streaming-ins" or "streaming-outs" or "sipcalls" or "analytics" or "cascading" or "bridges", ..]) =>
                ApiAnswer.Failure(ApiFailure.Cluster, $"This server has no {path[0]}"),
            _ => NoRoute(),
        };
    }

    private static ApiAnswer NoRoute() => ApiAnswer.Failure(ApiFailure.NotFound, "Resource not found");
}
