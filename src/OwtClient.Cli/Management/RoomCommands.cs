using System.CommandLine;
using OwtClient.Rest.Models;

namespace OwtClient.Cli.Management;

/// <summary><c>owt room</c> and <c>owt token</c>.</summary>
internal static class RoomCommands
{
    public static Command CreateToken()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        var user = new Option<string>("--user") { Description = "Name that the others see", Required = true };
        var role = new Option<string>("--role") { Description = "A role of the room", DefaultValueFactory = _ => "presenter" };
        return ManagementVerb.Create("token", "Get a token to join a room with; good once, for three minutes.", [room, user, role], async (api, parsed, cancellationToken) =>
            Rows.OfValue("token", await api.Tokens.CreateAsync(
                parsed.GetRequiredValue(room), parsed.GetRequiredValue(user), parsed.GetRequiredValue(role), cancellationToken: cancellationToken)));
    }

    public static Command Create() => new("room", "List, create and delete rooms.") { List(), CreateRoom(), Delete() };

    private static Command List() => ManagementVerb.Create("list", "List the service's rooms.", [], async (api, _, cancellationToken) =>
    {
        var rows = new Rows("id", "name", "participantLimit", "views");
        await foreach (var room in api.Rooms.ListAsync(cancellationToken: cancellationToken)) Add(rows, room);
        return rows;
    });

    private static Command CreateRoom()
    {
        var name = new Argument<string>("name") { Description = "Name of the room; need not be unique" };
        var limit = new Option<int?>("--limit") { Description = "Participants at once; any number by default" };
        return ManagementVerb.Create("create", "Create a room.", [name, limit], async (api, parsed, cancellationToken) =>
        {
            var options = parsed.GetValue(limit) is { } most ? new RoomOptions { ParticipantLimit = most } : null;
            var rows = new Rows("id", "name", "participantLimit", "views");
            Add(rows, await api.Rooms.CreateAsync(parsed.GetRequiredValue(name), options, cancellationToken));
            return rows;
        });
    }

    private static Command Delete()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        return ManagementVerb.Create("delete", "Delete a room; its participants are dropped.", [room], async (api, parsed, cancellationToken) =>
        {
            var id = parsed.GetRequiredValue(room);
            await api.Rooms.DeleteAsync(id, cancellationToken);
            return Rows.Done(id);
        });
    }

    private static void Add(Rows rows, Room room) =>
        rows.Add(room.Id, room.Name, room.ParticipantLimit, new System.Text.Json.Nodes.JsonArray([.. (room.Views ?? []).Select(view => (System.Text.Json.Nodes.JsonNode)view.Label)]));
}
