using OwtClient.Server.Portal;
using OwtClient.Server.Rooms;
using OwtClient.Server.SocketIo;

namespace OwtClient.Server.Faults;

/// <summary>Trouble on demand: what a server does wrong, so that a client can be seen to cope with it.</summary>
/// <remarks>
/// <para>
/// <see cref="Add"/> sets rules that wait for a request or a notification; they are tried in the order of adding, and one acts on each
/// occasion. The other members act at once. A participant is named by id or user name, null stands for everybody.
/// </para>
/// <para>
/// Thread-safe. Nothing here needs waiting: acts are done when they return, and <see cref="Fault.WaitAsync"/> tells when a rule acted.
/// </para>
/// </remarks>
public sealed class FaultPlan
{
    private readonly FaultRules _rules;
    private readonly PortalService _portal;
    private readonly RoomRegistry _rooms;
    private readonly SocketIoServer _sockets;

    internal FaultPlan(FaultRules rules, PortalService portal, RoomRegistry rooms, SocketIoServer sockets) =>
        (_rules, _portal, _rooms, _sockets) = (rules, portal, rooms, sockets);

    /// <summary>The rules in force, spent ones among them, oldest first.</summary>
    public IReadOnlyList<Fault> Faults => _rules.All;

    /// <summary>Connections that were turned away because of <see cref="RefuseSockets"/>.</summary>
    public int RefusedSockets => _sockets.RefusedConnections;

    /// <summary>Adds a rule, behind those that are there.</summary>
    /// <returns>The rule at work; dispose it to take the rule back.</returns>
    /// <exception cref="ArgumentException">A value of the rule is out of range; the text names it.</exception>
    public Fault Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _rules.Add(rule);
    }

    /// <summary>Takes all rules back and lets new connections in again.</summary>
    public void Clear()
    {
        _rules.Clear();
        RefuseSockets(TimeSpan.Zero);
    }

    /// <summary>
    /// Cuts the signaling connection, without a goodbye, and whatever was still to be sent on it is lost. The participant stays in the room
    /// for the grace time, and its media goes on (PROTOCOL §3.7).
    /// </summary>
    /// <param name="participant">Whose connection; null for all connections, of those who have not logged in as well.</param>
    /// <returns>How many connections were cut.</returns>
    public int DropSockets(string? participant = null) =>
        participant is null ? _sockets.AbortAll() : _portal.Find(participant).Count(client => client.AbortConnection());

    /// <summary>Turns new connections away, as if nobody listened. Those that are open stay.</summary>
    /// <param name="duration">For how long from now on the server's clock; zero ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void RefuseSockets(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        _sockets.RefuseConnections(duration);
    }

    /// <summary>
    /// Lets a connection fall asleep: no ping and no pong of Engine.IO any more, and nothing is made of the client's silence. Requests are
    /// served.
    /// </summary>
    /// <returns>How many connections it happened to.</returns>
    public int StopPinging(string? participant = null) => _portal.Find(participant).Count(client => client.StopHeartbeat());

    /// <summary>Makes all tickets issued so far good for nothing: <c>Ticket is expired</c>.</summary>
    /// <returns>How many participants are concerned.</returns>
    public int ExpireTickets(string? participant = null)
    {
        var clients = _portal.Find(participant);
        foreach (var client in clients) client.ExpireTickets();
        return clients.Count;
    }

    /// <summary>
    /// Ends the media transport of a session so that nobody notices: nothing is sent on it or answered any more, neither STUN nor DTLS nor
    /// media, and no message is sent. Streams and subscriptions stay listed, as on an OWT server (PROTOCOL §5.7).
    /// </summary>
    /// <param name="sessionId">Id of a publication or subscription. Others on the same transport share its fate.</param>
    /// <returns>False when there is no such session.</returns>
    public bool KillTransport(string sessionId) => _rooms.All.Any(room => room.SilenceSession(sessionId));

    /// <summary>
    /// Crashes the node that serves sessions: their transports fall silent and each ends with the progress error <c>Node lost</c> (PROTOCOL
    /// §5.7). Who subscribed to a stream of theirs and was served elsewhere gets <c>Source stream loss</c>.
    /// </summary>
    /// <param name="sessionIds">The publications and subscriptions on the node; none for all on the server.</param>
    /// <returns>How many sessions ended with <c>Node lost</c>.</returns>
    public int CrashNode(params IReadOnlyCollection<string> sessionIds)
    {
        ArgumentNullException.ThrowIfNull(sessionIds);
        return _rooms.All.Sum(room => room.CrashSessions(sessionIds));
    }
}
