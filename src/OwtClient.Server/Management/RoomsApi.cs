using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Management;

/// <summary><c>/rooms</c> and the tokens for them (PROTOCOL §8.4, §8.5).</summary>
internal sealed class RoomsApi(ManagedRooms rooms, Func<RoomController, string, string, string> issueToken)
{
    public ApiAnswer List(ApiCall call)
    {
        IEnumerable<ManagedRoom> all = rooms.Of(call.Service.Id);
        if (Number(call, "per_page") is { } size)
            all = all.Skip((int)Math.Min(((Number(call, "page") ?? 1) - 1L) * size, int.MaxValue)).Take(size);
        return ApiAnswer.OfJson(new JsonArray([.. all.Select(room => room.Describe())]));
    }

    public ApiAnswer Create(ApiCall call)
    {
        var name = SimpleRequests.TextOf(call.Body, "name");
        if (name.Length == 0) return ApiAnswer.Failure(ApiFailure.BadRequest, "Invalid request body");
        var options = call.Body.TryGetProperty("options", out var given) && given.ValueKind != JsonValueKind.Null ? given : EmptyObject;
        if (options.ValueKind != JsonValueKind.Object) return ApiAnswer.Failure(ApiFailure.BadRequest, "Invalid room option");
        try
        {
            return rooms.Create(call.Service.Id, name, RoomSettings.Default(name).With(options)) is { } room
                ? ApiAnswer.OfJson(room.Describe())
                : ApiAnswer.Failure(ApiFailure.Internal, "There are as many rooms as this server allows");
        }
        catch (FormatException e)
        {
            return ApiAnswer.Failure(ApiFailure.BadRequest, e.Message);
        }
    }

    public ApiAnswer Get(ApiCall call) =>
        rooms.Find(call.Path[1], call.Service.Id) is { } room ? ApiAnswer.OfJson(room.Describe()) : ApiAnswer.RoomNotFound();

    public ApiAnswer Update(ApiCall call)
    {
        if (rooms.Find(call.Path[1], call.Service.Id) is not { } room) return ApiAnswer.RoomNotFound();
        if (call.Body.ValueKind != JsonValueKind.Object) return ApiAnswer.Failure(ApiFailure.BadRequest, "Bad room configuration");
        try
        {
            return ApiAnswer.OfJson(rooms.Change(room, room.Settings.With(call.Body)).Describe());
        }
        catch (FormatException e)
        {
            return ApiAnswer.Failure(ApiFailure.BadRequest, e.Message);
        }
    }

    public async Task<ApiAnswer> DeleteAsync(ApiCall call)
    {
        if (rooms.Find(call.Path[1], call.Service.Id) is not { } room) return ApiAnswer.RoomNotFound();
        await rooms.DeleteAsync(room).ConfigureAwait(false);
        return ApiAnswer.OfText("Room deleted");
    }

    public ApiAnswer CreateToken(ApiCall call)
    {
        if (rooms.Find(call.Path[1], call.Service.Id) is not { } room) return ApiAnswer.RoomNotFound();
        var user = call.User ?? SimpleRequests.TextOf(call.Body, "user"); // the signed one takes precedence
        var role = call.Role ?? SimpleRequests.TextOf(call.Body, "role");
        return user.Length == 0 || room.Room.PermissionOf(role) is null
            ? ApiAnswer.Failure(ApiFailure.BadRequest, "Name or role not valid")
            : ApiAnswer.OfText(issueToken(room.Room, user, role));
    }

    private static JsonElement EmptyObject { get; } = JsonSerializer.SerializeToElement(new JsonObject());

    /// <summary>A page number or size: 1 or more, else it counts as not given.</summary>
    private static int? Number(ApiCall call, string name)
    {
        if (!call.Query.TryGetValue(name, out var text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 ? number : null;
    }
}
