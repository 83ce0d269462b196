using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Portal.Versions;

/// <summary>Rewrites notifications and login results of protocol 1.2 for clients of 1.0 and 1.1 (PROTOCOL §4.13, §4.14). Pure.</summary>
internal static class NotificationAdapter
{
    /// <summary>The notification as the client's version has it.</summary>
    public static (string Name, JsonElement Data) Adapt(ClientProtocol protocol, string name, JsonElement data)
    {
        if (protocol == ClientProtocol.V1_2) return (name, data);
        return name switch
        {
            "progress" when IsSessionReady(data) => ("session-progress", data),
            "stream" when SimpleRequests.TextOf(data, "status") == "add" => (name, AdaptMember(data, "data", protocol)),
            "stream" when IsReplacement(data) => (name, AdaptReplacement(data, protocol)),
            _ => (name, data),
        };
    }

    /// <summary>The <c>room</c> of a login result, changed in place.</summary>
    public static void AdaptRoom(JsonObject room, ClientProtocol protocol)
    {
        if (protocol == ClientProtocol.V1_2) return;
        var streams = room["streams"]!.AsArray().Select(stream => StreamInfoAdapter.Adapt(stream!.AsObject(), protocol));
        room["streams"] = new JsonArray([.. streams]);
    }

    private static bool IsSessionReady(JsonElement progress) =>
        SimpleRequests.TextOf(progress, "status") == "ready" && progress.TryGetProperty("sessionId", out _);

    private static bool IsReplacement(JsonElement stream) =>
        SimpleRequests.TextOf(stream, "status") == "update"
        && stream.TryGetProperty("data", out var update) && SimpleRequests.TextOf(update, "field") == ".";

    private static JsonElement AdaptReplacement(JsonElement stream, ClientProtocol protocol)
    {
        var changed = JsonObject.Create(stream)!;
        changed["data"] = JsonObject.Create(AdaptMember(stream.GetProperty("data"), "value", protocol));
        return JsonSerializer.SerializeToElement(changed);
    }

    private static JsonElement AdaptMember(JsonElement holder, string member, ClientProtocol protocol)
    {
        var changed = JsonObject.Create(holder)!;
        changed[member] = StreamInfoAdapter.Adapt(JsonObject.Create(holder.GetProperty(member))!, protocol);
        return JsonSerializer.SerializeToElement(changed);
    }
}
