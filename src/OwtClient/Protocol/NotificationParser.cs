using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Protocol;

/// <summary>
/// Reads notifications tolerantly: null is absent, unknown members pass, anything unreadable is a reason and not an exception.
/// </summary>
internal static class NotificationParser
{
    /// <summary>Reads a notification.</summary>
    /// <param name="name">Its event name.</param>
    /// <param name="data">Its argument, or null for none.</param>
    /// <param name="problem">Why it could not be read; never quotes its content.</param>
    /// <returns>Null when it is unknown or malformed.</returns>
    public static Notification? Parse(string name, JsonElement? data, out string? problem)
    {
        problem = null;
        if (name == "drop") return new Notification.Dropped();
        if (data is not { ValueKind: JsonValueKind.Object } message)
        {
            problem = "its argument is not an object";
            return null;
        }

        try
        {
            var notification = name switch
            {
                "participant" => ParseParticipant(message),
                "stream" => ParseStream(message),
                "text" => ParseText(message),
                "progress" or "session-progress" => ParseProgress(message),
                _ => null,
            };
            if (notification is null) problem = "it is not one this client knows, or a member it needs is missing";
            return notification;
        }
        catch (JsonException e)
        {
            problem = $"the member {e.Path} has another form than expected";
            return null;
        }
        catch (InvalidOperationException)
        {
            problem = "it holds a text that is not Unicode";
            return null;
        }
    }

    private static Notification? ParseParticipant(JsonElement message) => Text(message, "action") switch
    {
        "join" when Read(message, "data", ProtocolJson.Default.ParticipantMessage) is { Id: not null } who =>
            new Notification.ParticipantJoined(who),
        "leave" when Text(message, "data") is { } id => new Notification.ParticipantLeft(id),
        _ => null,
    };

    private static Notification? ParseStream(JsonElement message)
    {
        if (Text(message, "id") is not { } id) return null;
        return Text(message, "status") switch
        {
            "add" when Read(message, "data", ProtocolJson.Default.StreamInfoMessage) is { Id: not null } stream =>
                new Notification.StreamAdded(stream),
            "remove" => new Notification.StreamRemoved(id),
            "update" when Member(message, "data") is { ValueKind: JsonValueKind.Object } update => ParseUpdate(id, update),
            _ => null,
        };
    }

    private static Notification? ParseUpdate(string id, JsonElement update)
    {
        return Text(update, "field") switch
        {
            "audio.status" when Text(update, "value") is { } status => Status(TrackKinds.Audio, status),
            "video.status" when Text(update, "value") is { } status => Status(TrackKinds.Video, status),
            "video.layout" when Read(update, "value", ProtocolJson.Default.LayoutEntryMessageArray) is { } layout =>
                new Notification.StreamLayoutChanged(id, layout),
            "activeInput" => new Notification.StreamActiveInputChanged(id, Member(update, "value")),
            "." when Read(update, "value", ProtocolJson.Default.StreamInfoMessage) is { } stream => new Notification.StreamReplaced(id, stream),
            _ => null,
        };

        Notification.StreamStatusChanged Status(TrackKinds kind, string status) => new(id, kind, status == "active");
    }

    private static Notification.TextReceived? ParseText(JsonElement message) =>
        Text(message, "from") is { } from && message.TryGetProperty("message", out var text)
            ? new Notification.TextReceived(from, Text(message, "to") ?? "all", text)
            : null;

    private static Notification? ParseProgress(JsonElement message)
    {
        if (Text(message, "id") is not { } id) return null;
        var session = Text(message, "sessionId");
        return Text(message, "status") switch
        {
            "soac" when Member(message, "data") is { ValueKind: JsonValueKind.Object } signaling => ParseSignaling(id, signaling),
            "ready" => session is null ? new Notification.TransportReady(id) : new Notification.SessionReady(id, session),
            "error" => new Notification.SessionFailed(id, session, Text(message, "data") ?? "no reason given"),
            _ => null,
        };
    }

    private static Notification? ParseSignaling(string id, JsonElement signaling) => Text(signaling, "type") switch
    {
        "answer" when Text(signaling, "sdp") is { } sdp => new Notification.Answer(id, sdp),
        "candidate" when CandidateText(signaling) is { } candidate => new Notification.RemoteCandidate(id, candidate),
        _ => null,
    };

    /// <summary>The server practically never trickles; text and object forms are both said to occur (PROTOCOL §5.6).</summary>
    private static string? CandidateText(JsonElement signaling) => Member(signaling, "candidate") switch
    {
        { ValueKind: JsonValueKind.Object } candidate => Text(candidate, "candidate"),
        { ValueKind: JsonValueKind.String } candidate => candidate.GetString(),
        _ => null,
    };

    /// <summary>A member, with null taken as absent.</summary>
    private static JsonElement? Member(JsonElement message, string name) =>
        message.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>A text member; a number is taken as its digits, since some deployments convert (PROTOCOL §10.2).</summary>
    private static string? Text(JsonElement message, string name) => Member(message, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static T? Read<T>(JsonElement message, string name, JsonTypeInfo<T> type)
        where T : class =>
        Member(message, name) is { } member ? member.Deserialize(type) : null;
}
