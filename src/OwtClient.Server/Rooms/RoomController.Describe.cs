namespace OwtClient.Server.Rooms;

/// <summary>The room as it is, for whoever runs the server.</summary>
internal sealed partial class RoomController
{
    public ConferenceServerRoom Describe()
    {
        lock (_gate)
        {
            return new ConferenceServerRoom(
                Id, Name, [.. _room.Participants.Select(DescribeLocked)], [.. _room.LiveStreams.Select(stream => stream.Id)])
            {
                Sessions = [.. _room.Streams.Select(Describe), .. _room.Subscriptions.Select(Describe)],
            };
        }
    }

    /// <summary>Whose a transport is, or null.</summary>
    public Participant? OwnerOf(string transportId)
    {
        lock (_gate) return _transportOwners.TryGetValue(transportId, out var owner) ? _room.FindParticipant(owner) : null;
    }

    /// <summary>A participant lost its connection or came back on another.</summary>
    public void HandleConnectionChange() => _changes.Pulse();

    private ConferenceServerParticipant DescribeLocked(Participant participant) =>
        new(participant.Id, participant.User, participant.Role)
        {
            IsConnected = _members.TryGetValue(participant.Id, out var member) && member.IsConnected,
        };

    private static ConferenceServerSession Describe(RoomStream stream) =>
        new(stream.Id, stream.OwnerId, stream.TransportId, IsPublication: true) { IsLive = stream.IsLive };

    private static ConferenceServerSession Describe(RoomSubscription subscription) =>
        new(subscription.Id, subscription.OwnerId, subscription.TransportId, IsPublication: false)
        {
            IsLive = subscription.IsLive,
            SourceStreamIds = [.. subscription.Tracks.Select(track => track.StreamId)],
        };
}
