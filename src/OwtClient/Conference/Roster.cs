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
        foreach (var participant in (room.Participants ?? []).OfType<ParticipantMessage>()) Join(participant);
        foreach (var stream in (room.Streams ?? []).OfType<StreamInfoMessage>()) Add(stream);
    }

    /// <summary>Takes the room as a later login tells it. Streams that are still there stay the same objects.</summary>
    /// <param name="room">The room now.</param>
    /// <param name="oldSelf">Own id before, or null.</param>
    /// <param name="newSelf">Own id now. Oneself neither left nor joined.</param>
    /// <returns>What changed, departures first.</returns>
    public IReadOnlyList<RosterChange> Replace(RoomMessage room, string? oldSelf, string newSelf)
    {
        var changes = new List<RosterChange>();
        var participants = (room.Participants ?? []).OfType<ParticipantMessage>().ToArray();
        foreach (var gone in _participants.Keys.Except(participants.Select(p => p.Id)).OfType<string>().ToArray())
        {
            _participants.Remove(gone, out var who);
            if (gone != oldSelf) changes.Add(new RosterChange.ParticipantLeft(who!));
        }

        var streams = (room.Streams ?? []).OfType<StreamInfoMessage>().ToArray();
        foreach (var gone in _streams.Keys.Except(streams.Select(s => s.Id)).OfType<string>().ToArray()) changes.Add(Remove(gone)!);
        changes.AddRange(participants.Select(Join).OfType<RosterChange.ParticipantJoined>().Where(j => j.Participant.Id != newSelf));
        changes.AddRange(streams.Select(s => Add(s) ?? Update(s)).OfType<RosterChange>());
        return changes;

        RosterChange? Update(StreamInfoMessage stream) =>
            stream.Id is { } id ? Replace(new Notification.StreamReplaced(id, stream)) : null;
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
        Notification.StreamStatusChanged n => ChangeStatus(n),
        Notification.StreamLayoutChanged n => ChangeLayout(n),
        Notification.StreamActiveInputChanged n => ChangeActiveInput(n),
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
        var stream = RemoteStream.Create(id, StreamInfoReader.Read(message));
        _streams.Add(id, stream);
        return new RosterChange.StreamAdded(stream);
    }

    private RosterChange.StreamEnded? Remove(string id)
    {
        if (!_streams.Remove(id, out var stream)) return null;
        stream.HasEnded = true;
        return new RosterChange.StreamEnded(stream);
    }

    private RosterChange.StreamUpdated? Replace(Notification.StreamReplaced n)
    {
        if (!_streams.TryGetValue(n.StreamId, out var stream)) return null;
        stream.Description = StreamInfoReader.Read(n.Stream);
        return new RosterChange.StreamUpdated(new StreamUpdatedEventArgs(stream, StreamUpdate.Description));
    }

    private RosterChange.StreamUpdated? ChangeStatus(Notification.StreamStatusChanged n)
    {
        if (!_streams.TryGetValue(n.StreamId, out var stream)) return null;
        var next = stream.Description.With(n.Kind, muted: !n.Active);
        if (next.IsMuted(n.Kind) == stream.Description.IsMuted(n.Kind)) return null; // said before, or there is no such track
        stream.Description = next;
        return new RosterChange.StreamUpdated(new StreamStatusChangedEventArgs(stream, n.Kind, !n.Active));
    }

    private RosterChange.StreamUpdated? ChangeLayout(Notification.StreamLayoutChanged n)
    {
        if (!_streams.TryGetValue(n.StreamId, out var stream)) return null;
        var layout = LayoutReader.Read(n.Layout);
        if (layout.SequenceEqual(stream.Description.Layout)) return null;
        stream.Description = stream.Description with { Layout = layout };
        return new RosterChange.StreamUpdated(new StreamLayoutChangedEventArgs(stream, layout));
    }

    private RosterChange.StreamUpdated? ChangeActiveInput(Notification.StreamActiveInputChanged n)
    {
        if (!_streams.TryGetValue(n.StreamId, out var stream)) return null;
        var input = StreamInfoReader.ActiveInput(n.ActiveInput);
        if (input == stream.Description.ActiveInput) return null;
        stream.Description = stream.Description with { ActiveInput = input };
        return new RosterChange.StreamUpdated(new StreamActiveInputChangedEventArgs(stream, input));
    }
}
