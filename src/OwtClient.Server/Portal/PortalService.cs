using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Server.Rooms;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Portal;

/// <summary>The portal: everybody who is logged in, and what logging in and coming back takes (PROTOCOL §3).</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PortalService(
    TokenStore tokens, RoomRegistry rooms, PortalSettings settings, TimeProvider time, ILoggerFactory loggers)
{
    private readonly KeyedSignature _ticketKey = KeyedSignature.WithRandomKey();
    private readonly ConcurrentDictionary<string, PortalClient> _clients = new();

    public TimeProvider Time => time;

    public PortalSettings Settings => settings;

    public ILogger Logger { get; } = loggers.CreateLogger("OwtClient.Server.Portal");

    /// <summary>Takes a new connection. The caller passes on its requests and its end.</summary>
    public PortalConnection Accept(IPortalSocket socket) => new(this, socket);

    /// <summary>Logs a participant in: token, room, answer.</summary>
    /// <param name="connection">The connection it comes on.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">Gets the login result, before any notification leaves.</param>
    /// <param name="client">The participant that is logged in now, or null.</param>
    /// <returns>What became of it; with <see cref="LoginOutcome.Refused"/> and a text.</returns>
    public (LoginOutcome Outcome, string Error) Login(
        PortalConnection connection, LoginRequest request, Action<JsonElement> answer, out PortalClient? client)
    {
        client = null;
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
        var joining = new PortalClient(participant, room, request.GetsTicket, time, log);
        joining.Ended += Forget;
        _clients[participant.Id] = joining;
        var refusal = room.Join(
            joining,
            described => joining.Attach(connection, () => answer(LoginResult.Build(participant, described, TicketFor(joining)))));
        if (refusal is not null)
        {
            joining.Dispose();
            return (LoginOutcome.Refused, refusal);
        }

        client = joining;
        return (LoginOutcome.LoggedIn, "");
    }

    /// <summary>Brings a participant back on another connection (PROTOCOL §3.6).</summary>
    /// <returns>The text of the refusal, or null.</returns>
    public string? Relogin(PortalConnection connection, JsonElement? ticket, Action<JsonElement> answer, out PortalClient? client)
    {
        client = null;
        if (ReconnectionTicket.Check(_ticketKey, ticket, time.GetUtcNow(), out var error) is not { } participantId) return error;
        if (!_clients.TryGetValue(participantId, out var known)) return "Client does NOT exist";
        if (!known.MayReconnect) return "Reconnection is not allowed";
        if (!known.Reattach(connection, missed => answer(LoginResult.BuildRelogin(TicketFor(known)!, missed)))) return "Client does NOT exist";
        client = known;
        return null;
    }

    /// <summary>A new ticket, or null when the client gets none (PROTOCOL §3.3).</summary>
    public string? TicketFor(PortalClient client) => client.MayReconnect
        ? ReconnectionTicket.Issue(_ticketKey, client.Participant.Id, time.GetUtcNow(), settings.TicketLifetime)
        : null;

    private void Forget(PortalClient client) => _clients.TryRemove(new KeyValuePair<string, PortalClient>(client.Participant.Id, client));
}
