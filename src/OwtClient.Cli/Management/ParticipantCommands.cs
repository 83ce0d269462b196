using System.CommandLine;

namespace OwtClient.Cli.Management;

/// <summary><c>owt participant</c>.</summary>
internal static class ParticipantCommands
{
    public static Command Create() => new("participant", "List and kick participants.") { List(), Kick() };

    private static Command List()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        return ManagementVerb.Create("list", "List who is in a room.", [room], async (api, parsed, cancellationToken) =>
        {
            var rows = new Rows("id", "user", "role");
            foreach (var participant in await api.Participants.ListAsync(parsed.GetRequiredValue(room), cancellationToken))
                rows.Add(participant.Id, participant.User, participant.Role);
            return rows;
        });
    }

    private static Command Kick()
    {
        var room = new Argument<string>("room") { Description = "Id of the room" };
        var participant = new Argument<string>("participant") { Description = "Id of the participant" };
        return ManagementVerb.Create("kick", "Remove a participant from a room.", [room, participant], async (api, parsed, cancellationToken) =>
        {
            await api.Participants.KickAsync(parsed.GetRequiredValue(room), parsed.GetRequiredValue(participant), cancellationToken);
            return Rows.Done(parsed.GetRequiredValue(participant));
        });
    }
}
