using System.Text.Json;
using OwtClient.Server.Portal.Versions;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Portal;

/// <summary>The requests of somebody who is logged in (PROTOCOL §4).</summary>
internal sealed partial class PortalConnection
{
    private static void HandleSessionRequest(PortalClient client, string name, JsonElement data, RequestAck ack)
    {
        switch (name)
        {
            case "text":
                Answer(ack, SimpleRequests.ExplainText(data) ?? SendText(client, data));
                break;
            case "publish":
                Publish(client, data, ack);
                break;
            case "subscribe":
                Subscribe(client, data, ack);
                break;
            case "soac":
                Answer(ack, SimpleRequests.ExplainSoac(data) ?? Signal(client, data));
                break;
            case "unpublish":
                Answer(ack, SimpleRequests.ExplainId(data, "stream") ?? client.Room.Unpublish(client.Participant.Id, IdOf(data)));
                break;
            case "unsubscribe":
                Answer(ack, SimpleRequests.ExplainId(data, "subscription") ?? client.Room.Unsubscribe(client.Participant.Id, IdOf(data)));
                break;
            case "stream-control":
                ControlStream(client, data, ack);
                break;
            case "subscription-control":
                Answer(ack, RequestSchemas.SubscriptionControl.Explain(data) ?? ControlSubscription(client, data));
                break;
        }
    }

    private static void Publish(PortalClient client, JsonElement data, RequestAck ack)
    {
        var schema = NamesTracks(client) ? RequestSchemas.Publish : KindSchemas.Publish;
        if ((schema.Explain(data) ?? ExplainMedia(data)) is { } refusal)
        {
            ack.Error(refusal);
            return;
        }

        JsonElement? attributes = data.TryGetProperty("attributes", out var given) ? given : null;
        var error = client.Room.Publish(client.Participant.Id, TransportOf(data), ReadTracks(client, data), attributes, out var ids);
        AnswerIds(ack, error, ids);
    }

    private static void Subscribe(PortalClient client, JsonElement data, RequestAck ack)
    {
        var schema = NamesTracks(client) ? RequestSchemas.Subscribe : KindSchemas.Subscribe;
        if ((schema.Explain(data) ?? ExplainMedia(data)) is { } refusal)
        {
            ack.Error(refusal);
            return;
        }

        var error = client.Room.Subscribe(client.Participant.Id, TransportOf(data), ReadTracks(client, data), out var ids);
        AnswerIds(ack, error, ids);
    }

    /// <summary>Protocol 1.2 names tracks, those before it kinds.</summary>
    private static bool NamesTracks(PortalClient client) => client.Protocol == ClientProtocol.V1_2;

    private static IReadOnlyList<TrackRequest> ReadTracks(PortalClient client, JsonElement data) =>
        NamesTracks(client) ? TrackRequest.ReadAll(data) : KindRequests.Read(data);

    /// <summary>WebTransport needs an agent that this server does not have; everything else needs tracks.</summary>
    private static string? ExplainMedia(JsonElement data)
    {
        if (data.TryGetProperty("transport", out var transport) && SimpleRequests.TextOf(transport, "type") == "quic")
        {
            return "No worker available, all in full load.";
        }

        return data.GetProperty("media").ValueKind == JsonValueKind.Null ? "Cannot read properties of undefined (reading 'map')" : null;
    }

    private static void ControlStream(PortalClient client, JsonElement data, RequestAck ack)
    {
        var refusal = RequestSchemas.StreamControl.Explain(data) ??
            client.Room.ControlStream(client.Participant.Id, IdOf(data), OperationOf(data), data.GetProperty("data"));
        if (refusal is not null) ack.Error(refusal);
        else if (OperationOf(data) == "get-region") ack.Ok(JsonSerializer.SerializeToElement(new { region = MixedView.RegionId }));
        else ack.OkOk();
    }

    private static string? ControlSubscription(PortalClient client, JsonElement data) =>
        client.Room.ControlSubscription(client.Participant.Id, IdOf(data), OperationOf(data), data.GetProperty("data"));

    private static string? SendText(PortalClient client, JsonElement data)
    {
        JsonElement? message = data.TryGetProperty("message", out var given) ? given : null;
        return client.Room.SendText(client.Participant.Id, SimpleRequests.TextOf(data, "to"), message);
    }

    private static string? Signal(PortalClient client, JsonElement data) =>
        client.Room.Signal(client.Participant.Id, IdOf(data), data.GetProperty("signaling"));

    private static void Answer(RequestAck ack, string? refusal)
    {
        if (refusal is null) ack.Ok();
        else ack.Error(refusal);
    }

    private static void AnswerIds(RequestAck ack, string? refusal, SessionIds ids)
    {
        if (refusal is null) ack.Ok(JsonSerializer.SerializeToElement(new { id = ids.SessionId, transportId = ids.TransportId }));
        else ack.Error(refusal);
    }

    private static string IdOf(JsonElement data) => SimpleRequests.TextOf(data, "id");

    private static string OperationOf(JsonElement data) => SimpleRequests.TextOf(data, "operation");

    private static string? TransportOf(JsonElement data) =>
        data.TryGetProperty("transport", out var transport) && SimpleRequests.TextOf(transport, "id") is { Length: > 0 } id ? id : null;
}
