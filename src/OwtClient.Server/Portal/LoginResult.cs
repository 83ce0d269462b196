using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Portal.Versions;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Portal;

/// <summary>Builds the answers to <c>login</c> and <c>relogin</c> (PROTOCOL §3.2, §3.6). Pure.</summary>
internal static class LoginResult
{
    public static JsonElement Build(Participant participant, JsonObject room, string? ticket)
    {
        var permission = participant.Permission;
        var result = new JsonObject
        {
            ["user"] = participant.User,
            ["role"] = participant.Role,
            ["permission"] = new JsonObject
            {
                ["publish"] = Kinds(permission.PublishVideo, permission.PublishAudio),
                ["subscribe"] = Kinds(permission.SubscribeVideo, permission.SubscribeAudio),
            },
            ["room"] = room,
            ["id"] = participant.Id,
        };
        if (ticket is not null) result["reconnectionTicket"] = ticket;
        return JsonSerializer.SerializeToElement(result);
    }

    /// <summary>Before 1.2 the ticket alone: what was missed follows as ordinary notifications.</summary>
    public static JsonElement BuildRelogin(string ticket, IReadOnlyList<LoggedNotification> missed, ClientProtocol protocol) =>
        protocol == ClientProtocol.V1_2
            ? JsonSerializer.SerializeToElement(
                new JsonObject { ["ticket"] = ticket, ["messages"] = JsonSerializer.SerializeToNode(missed) })
            : JsonSerializer.SerializeToElement(ticket);

    private static JsonObject Kinds(bool video, bool audio) => new() { ["video"] = video, ["audio"] = audio };
}
