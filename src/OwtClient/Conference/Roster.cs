using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;

namespace OwtClient.Conference;

/// <summary>
/// Who is there and which streams exist. Takes notifications, tells what they changed; duplicates and unknown ids change nothing.
/// </summary>
/// <remarks>No I/O, no clock. Not thread-safe: one loop owns it; readers get copies.</remarks>
internal sealed class Roster
{
    private readonly Dictionary<string, Participant> _participants = [];
    private readonly Dictionary<string, RemoteStream> _streams = [];

    public IReadOnlyList<Participant> Participants => [.. _participants.Values];

    public IReadOnlyList<RemoteStream> Streams => [.. _streams.Values];

    /// <summary>Begins anew with what a login result tells.</summary>
    public void Reset(RoomMessage room)
    {
        _participants.Clear();
        _streams.Clear();
        foreach (var participant in room.Participants ?? []) Join(participant);
        foreach (var stream in room.Streams ?? []) Add(stream);
    }

    /// <summary>Takes the room as a later login tells it. Streams that are still there stay the same objects.</summary>
    /// <param name="room">The room now.</param>
    /// <param name="oldSelf">Own id before, or null.</param>
    /// <param name="newSelf">Own id now. Oneself neither left nor joined.</param>
    /// <returns>What changed, departures first.</returns>
    public IReadOnlyList<RosterChange> Replace(RoomMessage room, string? oldSelf, string newSelf)
    {
        var changes = new List<RosterChange>();
        var present = (room.Participants ?? []).Select(p => p.Id).ToHashSet();
        foreach (var gone in _participants.Keys.Where(id => !present.Contains(id)).ToArray())
        {
            if (_participants.Remove(gone, out var who) && gone != oldSelf) changes.Add(new RosterChange.ParticipantLeft(who));
        }

        var live = (room.Streams ?? []).Select(s => s.Id).ToHashSet();
        foreach (var gone in _streams.Keys.Where(id => !live.Contains(id)).ToArray()) Note(Remove(gone));
        foreach (var participant in room.Participants ?? [])
        {
            if (Join(participant) is { } joined && joined.Participant.Id != newSelf) changes.Add(joined);
        }

        foreach (var stream in room.Streams ?? []) Note(Add(stream) ?? Update(stream));
        return changes;

        void Note(RosterChange? change)
        {
            if (change is not null) changes.Add(change);
        }

        RosterChange? Update(StreamInfoMessage stream) =>
            stream.Id is { } id ? Change(id, StreamUpdate.Description, _ => StreamInfoReader.Read(stream)) : null;
    }

    /// <summary>Applies one notification.</summary>
    /// <returns>What changed, or null for nothing.</returns>
    public RosterChange? Apply(Notification notification) => notification switch
    {
        Notification.ParticipantJoined n => Join(n.Participant),
        Notification.ParticipantLeft n => _participants.Remove(n.ParticipantId, out var who) ? new RosterChange.ParticipantLeft(who) : null,
        Notification.StreamAdded n => Add(n.Stream),
        Notification.StreamRemoved n => Remove(n.StreamId),
        Notification.StreamReplaced n => Replace(n),
        Notification.StreamStatusChanged n => Change(n.StreamId, StreamUpdate.Status, d => d.WithStatus(n.Kind, n.Active)),
        Notification.StreamLayoutChanged n =>
            Change(n.StreamId, StreamUpdate.Layout, d => d with { Layout = StreamInfoReader.Layout(n.Layout) }),
        Notification.StreamActiveInputChanged n =>
            Change(n.StreamId, StreamUpdate.ActiveInput, d => d with { ActiveInput = StreamInfoReader.ActiveInput(n.ActiveInput) }),
        _ => null,
    };

    private RosterChange.ParticipantJoined? Join(ParticipantMessage message)
    {
        if (message.Id is not { } id) return null;
        var participant = new Participant(id, message.User ?? "", message.Role ?? "");
        return _participants.TryAdd(id, participant) ? new RosterChange.ParticipantJoined(participant) : null;
    }

    /// <summary>
    /// The own publication, or one already in the login result, may be announced again (PROTOCOL §10.2): it is an update then, of
    /// nothing.
    /// </summary>
    private RosterChange.StreamAdded? Add(StreamInfoMessage message)
    {
        if (message.Id is not { } id || _streams.ContainsKey(id)) return null;
        var description = StreamInfoReader.Read(message);
        var stream = description.Type == "mixed" ? new RemoteMixedStream(id, description) : new RemoteStream(id, description);
        _streams.Add(id, stream);
        return new RosterChange.StreamAdded(stream);
    }

    private RosterChange.StreamEnded? Remove(string id)
    {
        if (!_streams.Remove(id, out var stream)) return null;
        stream.HasEnded = true;
        return new RosterChange.StreamEnded(stream);
    }

    private RosterChange.StreamUpdated? Replace(Notification.StreamReplaced n) =>
        Change(n.StreamId, StreamUpdate.Description, _ => StreamInfoReader.Read(n.Stream));

    private RosterChange.StreamUpdated? Change(string id, StreamUpdate update, Func<StreamDescription, StreamDescription> change)
    {
        if (!_streams.TryGetValue(id, out var stream)) return null;
        stream.Description = change(stream.Description);
        return new RosterChange.StreamUpdated(stream, update);
    }
}
