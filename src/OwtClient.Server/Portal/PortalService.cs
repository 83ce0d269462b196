using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Server.Faults;
using OwtClient.Server.Portal.Versions;
using OwtClient.Server.Rooms;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Portal;

/// <summary>The portal: everybody who is logged in, and what logging in and coming back takes (PROTOCOL §3).</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PortalService(
    TokenStore tokens, RoomRegistry rooms, PortalSettings settings, FaultRules faults, TimeProvider time, ILoggerFactory loggers)
{
    private readonly KeyedSignature _ticketKey = KeyedSignature.WithRandomKey();
    private readonly ConcurrentDictionary<string, PortalClient> _clients = new();

    public FaultRules Faults => faults;

    public TimeProvider Time => time;

    public PortalSettings Settings => settings;

    public ILogger Logger { get; } = loggers.CreateLogger("OwtClient.Server.Portal");

    /// <summary>Takes a new connection. The caller passes on its requests and its end.</summary>
    public PortalConnection Accept(IPortalSocket socket) => new(this, socket);

    /// <summary>Logs a participant in: token, room, answer.</summary>
    /// <param name="connection">The connection it comes on.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">Gets the login result, before any notification leaves.</param>
    /// <returns>What became of it; with <see cref="LoginOutcome.Refused"/> and a text.</returns>
    public (LoginOutcome Outcome, string Error) Login(
        PortalConnection connection, LoginRequest request, Action<PortalClient, JsonElement> answer)
    {
        switch (tokens.Redeem(request.Token, out var grant, out var error))
        {
            case TokenStatus.Malformed: return (LoginOutcome.Refused, error);
            case TokenStatus.WrongSignature: return (LoginOutcome.Refused, "Invalid token signature");
            case TokenStatus.Expired: return (LoginOutcome.Refused, "Expired");
            case TokenStatus.Unknown: return (LoginOutcome.Unanswered, "");
        }

        if (!rooms.TryFind(grant!.RoomId, out var room)) return (LoginOutcome.Refused, "Joining room failed");
        if (room.PermissionOf(grant.Role) is not { } permission) return (LoginOutcome.Refused, "Invalid role");

        var participant = new Participant(connection.Id, grant.User, grant.Role, permission);
        var log = new NotificationLog(settings.ReconnectionTimeout + settings.IdleLimit, settings.NotificationsKept);
        var joining = new PortalClient(participant, room, request.Protocol, request.GetsTicket, time, log, faults);
        joining.Ended += Forget;
        _clients[participant.Id] = joining;
        var refusal = room.Join(
            joining,
            described =>
            {
                NotificationAdapter.AdaptRoom(described, request.Protocol);
                joining.Attach(connection, () => answer(joining, LoginResult.Build(participant, described, TicketFor(joining))));
            });
        if (refusal is not null)
        {
            joining.Dispose();
            return (LoginOutcome.Refused, refusal);
        }

        return (LoginOutcome.LoggedIn, "");
    }

    /// <summary>Brings a participant back on another connection (PROTOCOL §3.6).</summary>
    /// <returns>The text of the refusal, or null.</returns>
    public string? Relogin(PortalConnection connection, JsonElement? ticket, Action<PortalClient, JsonElement> answer)
    {
        if (ReconnectionTicket.Check(_ticketKey, ticket, time.GetUtcNow(), SeriesOf, out var error) is not { } participantId) return error;
        if (!_clients.TryGetValue(participantId, out var known)) return "Client does NOT exist";
        if (!known.MayReconnect) return "Reconnection is not allowed";
        var isBack = known.Reattach(
            connection, missed => answer(known, LoginResult.BuildRelogin(TicketFor(known)!, missed, known.Protocol)));
        return isBack ? null : "Client does NOT exist";
    }

    /// <summary>A new ticket, or null when the client gets none (PROTOCOL §3.3).</summary>
    public string? TicketFor(PortalClient client) => client.MayReconnect
        ? ReconnectionTicket.Issue(_ticketKey, client.Participant.Id, client.TicketSeries, time.GetUtcNow(), settings.TicketLifetime)
        : null;

    /// <summary>Those who are logged in now, or wait to come back: all, or who has this id or user name.</summary>
    public IReadOnlyList<PortalClient> Find(string? participant) =>
        [.. _clients.Values.Where(client =>
            participant is null || client.Participant.Id == participant || client.Participant.User == participant)];

    private int SeriesOf(string participantId) => _clients.TryGetValue(participantId, out var client) ? client.TicketSeries : 0;

    private void Forget(PortalClient client) => _clients.TryRemove(new KeyValuePair<string, PortalClient>(client.Participant.Id, client));
}
