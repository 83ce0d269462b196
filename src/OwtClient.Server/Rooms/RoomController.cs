using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Server.Media;

namespace OwtClient.Server.Rooms;

/// <summary>Runs one room: takes requests one at a time, changes the state, moves the media, tells the participants.</summary>
/// <remarks>
/// Thread-safe. Everything happens under one lock, so participants see one order of events; what is called under it only hands on
/// (<see cref="IRoomMember"/>, <see cref="IMediaAgent"/>). Requests are answered with null or the text of the refusal.
/// </remarks>
internal sealed partial class RoomController : IAsyncDisposable
{
    /// <summary>How long after a session's change the streams' coming and going is told (PROTOCOL §4.12).</summary>
    private static readonly TimeSpan StreamNoticeDelay = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly Dictionary<string, IRoomMember> _members = [];
    private readonly Dictionary<string, string> _transportOwners = []; // transport id → participant id
    private readonly HashSet<ITimer> _notices = [];
    private readonly Room _room;
    private readonly TimeProvider _time;
    private readonly ChangeSignal _changes;
    private readonly IMediaAgent _media;
    private bool _disposed;

    /// <param name="room">The state of the room, which becomes this object's own.</param>
    /// <param name="time">Clock of what is told later.</param>
    /// <param name="changes">Pulsed after each change of what <see cref="Describe()"/> gives.</param>
    /// <param name="createMedia">Makes the media side, which reports to the given room.</param>
    public RoomController(Room room, TimeProvider time, ChangeSignal changes, Func<RoomController, IMediaAgent> createMedia)
    {
        _room = room;
        _time = time;
        _changes = changes;
        _media = createMedia(this);
    }

    public string Id => _room.Id;

    public string Name => _room.Name;

    public IReadOnlyList<Participant> Participants
    {
        get
        {
            lock (_gate) return [.. _room.Participants];
        }
    }

    /// <summary>The streams that can be subscribed to.</summary>
    public IReadOnlyList<string> StreamIds
    {
        get
        {
            lock (_gate) return [.. _room.LiveStreams.Select(stream => stream.Id)];
        }
    }

    /// <summary>Lets a participant in and tells the others.</summary>
    /// <param name="member">The way to the participant.</param>
    /// <param name="joined">
    /// Gets the room as it is at that moment (<c>room</c> of the login result). Called before anything that happens later can be
    /// notified, so that the answer to the login comes first.
    /// </param>
    public string? Join(IRoomMember member, Action<JsonObject> joined)
    {
        lock (_gate)
        {
            if (_disposed) return "Joining room failed";
            if (_room.Join(member.Participant) is { } refusal) return refusal;
            joined(DescribeLocked());
            foreach (var stream in _room.LiveStreams) stream.IsListed = true;
            BroadcastLocked("participant", Notifications.Joined(member.Participant));
            _members.Add(member.Participant.Id, member);
            _changes.Pulse();
            return null;
        }
    }

    /// <summary>Takes a participant out with all they had. Does nothing when they are gone already.</summary>
    public void Leave(string participantId)
    {
        lock (_gate)
        {
            _members.Remove(participantId);
            if (_room.Leave(participantId) is not { } left) return;
            BroadcastLocked("participant", Notifications.Left(participantId));
            foreach (var subscription in left.Subscriptions) CloseLocked(subscription);
            foreach (var stream in left.Streams) CloseLocked(stream);
            foreach (var (transportId, owner) in _transportOwners)
            {
                if (owner != participantId) continue;
                _transportOwners.Remove(transportId);
                _media.CloseTransport(transportId);
            }

            _changes.Pulse();
        }
    }

    /// <summary>Throws a participant out.</summary>
    /// <returns>False when there is nobody with that id.</returns>
    public bool Drop(string participantId)
    {
        lock (_gate)
        {
            if (!_members.TryGetValue(participantId, out var member)) return false;
            member.Drop();
            Leave(participantId);
            return true;
        }
    }

    /// <summary>Passes a text on: to one, or to all with the sender among them (PROTOCOL §4.1).</summary>
    public string? SendText(string from, string to, JsonElement? message)
    {
        lock (_gate)
        {
            if (!_members.ContainsKey(from)) return "Participant has NOT joined";
            if (to == "all")
            {
                BroadcastLocked("text", Notifications.Text(from, "all", message));
                return null;
            }

            if (!_members.TryGetValue(to, out var receiver)) return $"Target participant does NOT exist: {to}";
            receiver.Notify("text", Notifications.Text(from, "me", message));
            return null;
        }
    }

    /// <summary>Throws everybody out and ends all media.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (var member in _members.Values) member.Drop();
            foreach (var notice in _notices) notice.Dispose();
            _members.Clear();
            _notices.Clear();
        }

        await _media.DisposeAsync().ConfigureAwait(false);
    }

    private JsonObject DescribeLocked() => new()
    {
        ["id"] = _room.Id,
        ["views"] = new JsonArray(MixedView.Label),
        ["participants"] = new JsonArray([.. _room.Participants.Select(Notifications.Describe)]),
        ["streams"] = new JsonArray([.. DescribeStreams()]),
    };

    private void BroadcastLocked(string name, JsonElement data)
    {
        foreach (var member in _members.Values) member.Notify(name, data);
    }

    private void NotifyLocked(string participantId, string name, JsonElement data)
    {
        if (_members.TryGetValue(participantId, out var member)) member.Notify(name, data);
    }

    /// <summary>Ends a stream and the subscriptions to it.</summary>
    private void CloseLocked(RoomStream stream)
    {
        _media.CloseSession(stream.Id);
        var wasMixed = _room.View.Contains(stream.Id);
        var orphans = _room.Remove(stream);
        if (wasMixed) ChangeInputsLocked();
        foreach (var orphan in orphans)
        {
            _media.CloseSession(orphan.Id);
            NotifyLocked(orphan.OwnerId, "progress", Notifications.SessionFailed(orphan.TransportId, orphan.Id, "Source stream loss"));
        }

        LaterLocked(() =>
        {
            if (stream.IsAnnounced || stream.IsListed) BroadcastLocked("stream", Notifications.StreamRemoved(stream.Id));
        });
        _changes.Pulse();
    }

    private void CloseLocked(RoomSubscription subscription)
    {
        if (_room.Remove(subscription)) _media.CloseSession(subscription.Id);
        _changes.Pulse();
    }

    /// <summary>Does something under the lock after <see cref="StreamNoticeDelay"/>, in the order of these calls.</summary>
    private void LaterLocked(Action action)
    {
        if (_disposed) return;
        ITimer? timer = null;
        timer = _time.CreateTimer(
            _ =>
            {
                lock (_gate)
                {
                    if (timer is null || !_notices.Remove(timer)) return; // disposed meanwhile
                    timer.Dispose();
                    action();
                }
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _notices.Add(timer);
        timer.Change(StreamNoticeDelay, Timeout.InfiniteTimeSpan);
    }
}
