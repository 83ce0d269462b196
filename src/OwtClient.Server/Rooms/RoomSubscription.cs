using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>A subscription: what a participant receives. Sound and pictures may come from different streams.</summary>
internal sealed class RoomSubscription(string id, string ownerId, string transportId, IReadOnlyList<SubscribedTrack> tracks)
{
    public string Id { get; } = id;

    public string OwnerId { get; } = ownerId;

    public string TransportId { get; } = transportId;

    public IReadOnlyList<SubscribedTrack> Tracks { get; } = tracks;

    /// <summary>Whether it was reported ready.</summary>
    public bool IsLive { get; set; }

    public SubscribedTrack? Find(MediaKind kind) => Tracks.FirstOrDefault(track => track.Kind == kind);

    public bool TakesFrom(string streamId) => Tracks.Any(track => track.StreamId == streamId);
}
