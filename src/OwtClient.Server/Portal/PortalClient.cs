using System.Text.Json;
using OwtClient.Server.Faults;
using OwtClient.Server.Portal.Versions;
using OwtClient.Server.Rooms;

namespace OwtClient.Server.Portal;

/// <summary>Somebody who is logged in: stands between the room and whichever connection serves the participant now.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PortalClient(
    Participant participant,
    RoomController room,
    ClientProtocol protocol,
    bool mayReconnect,
    TimeProvider time,
    NotificationLog log,
    FaultRules faults)
    : IRoomMember, IDisposable
{
    private readonly object _gate = new();
    private PortalConnection? _connection;
    private ITimer? _grace;
    private bool _gone;
    private int _ticketSeries;

    public Participant Participant { get; } = participant;

    public RoomController Room { get; } = room;

    /// <summary>The version that the client speaks.</summary>
    public ClientProtocol Protocol { get; } = protocol;

    /// <summary>Whether the client may come back on another connection after losing this one.</summary>
    public bool MayReconnect { get; } = mayReconnect;

    /// <summary>Tickets of an earlier series are expired.</summary>
    public int TicketSeries => Volatile.Read(ref _ticketSeries);

    public bool IsConnected => Connection is not null;

    private PortalConnection? Connection
    {
        get
        {
            lock (_gate) return _connection;
        }
    }

    /// <summary>Answers the login and makes <paramref name="connection"/> the one that gets notifications, in one step.</summary>
    public void Attach(PortalConnection connection, Action answer)
    {
        lock (_gate)
        {
            _connection = connection;
            answer();
        }
    }

    /// <summary>Moves the client to another connection; the old one is closed (PROTOCOL §3.6).</summary>
    /// <param name="connection">The new connection.</param>
    /// <param name="answer">
    /// Answers the relogin with what was notified since login, before 1.2 since the connection broke (PROTOCOL §3.6).
    /// </param>
    /// <returns>False when the participant is gone for good.</returns>
    public bool Reattach(PortalConnection connection, Action<IReadOnlyList<LoggedNotification>> answer)
    {
        lock (_gate)
        {
            if (_gone) return false;
            _grace?.Dispose();
            _grace = null;
            _connection?.Replace();
            _connection = connection;
            var isCurrent = Protocol == ClientProtocol.V1_2;
            var missed = isCurrent ? [.. log.Entries] : log.Drain();
            answer(missed);
            foreach (var entry in isCurrent ? [] : missed) connection.Emit(entry.Event, entry.Data);
        }

        Room.HandleConnectionChange();
        return true;
    }

    /// <summary>The connection broke. Waits for the client to come back, or leaves at once.</summary>
    public void Detach(PortalConnection connection, TimeSpan grace)
    {
        lock (_gate)
        {
            if (_gone || _connection != connection) return;
            _connection = null;
            if (MayReconnect)
            {
                _grace = time.CreateTimer(_ => Leave(), null, grace, Timeout.InfiniteTimeSpan);
            }
        }

        if (MayReconnect) Room.HandleConnectionChange();
        else Leave();
    }

    /// <summary>Takes the participant out of the room. Idempotent.</summary>
    public void Leave()
    {
        if (!End()) return;
        Room.Leave(Participant.Id);
    }

    public void Notify(string name, JsonElement data) => faults.PassEvent(Participant, name, data, Deliver);

    /// <summary>Makes the tickets issued so far expire.</summary>
    public void ExpireTickets() => Interlocked.Increment(ref _ticketSeries);

    /// <summary>Cuts off the connection that serves the client now.</summary>
    /// <returns>False when there is none.</returns>
    public bool AbortConnection()
    {
        var connection = Connection;
        connection?.Abort();
        return connection is not null;
    }

    /// <summary>Stops the heartbeat of the connection that serves the client now.</summary>
    /// <returns>False when there is none.</returns>
    public bool StopHeartbeat()
    {
        var connection = Connection;
        connection?.StopHeartbeat();
        return connection is not null;
    }

    private void Deliver(string name, JsonElement data)
    {
        (name, data) = NotificationAdapter.Adapt(Protocol, name, data);
        lock (_gate)
        {
            if (_gone) return;
            if (MayReconnect && (Protocol == ClientProtocol.V1_2 || _connection is null)) log.Add(time.GetUtcNow(), name, data);
            _connection?.Emit(name, data);
        }
    }

    public void Drop()
    {
        var connection = Connection;
        if (!End()) return;
        connection?.Emit("drop", JsonSerializer.SerializeToElement<object?>(null));
        connection?.Replace();
    }

    public void Dispose() => End();

    /// <summary>Raised once, when the participant is gone for good.</summary>
    public event Action<PortalClient>? Ended;

    private bool End()
    {
        lock (_gate)
        {
            if (_gone) return false;
            _gone = true;
            _grace?.Dispose();
            _connection = null;
        }

        Ended?.Invoke(this);
        return true;
    }
}
