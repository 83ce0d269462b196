using System.Text.Json;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>A publication: what a participant sends into the room. Its id is its session's (PROTOCOL §5.1).</summary>
internal sealed class RoomStream(string id, string ownerId, string transportId, IReadOnlyList<TrackRequest> requested)
{
    public string Id { get; } = id;

    public string OwnerId { get; } = ownerId;

    public string TransportId { get; } = transportId;

    /// <summary>What the publish request asked for.</summary>
    public IReadOnlyList<TrackRequest> Requested { get; } = requested;

    /// <summary>What the publisher says about the stream, passed on unread; null when it said nothing.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>The negotiated tracks; empty until the session is ready.</summary>
    public IReadOnlyList<StreamTrack> Tracks { get; private set; } = [];

    /// <summary>Whether it can be subscribed to. Streams that still connect are hidden from everybody.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Whether everybody was told of it, so that its end has to be told as well.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>Whether somebody read of it in a login result, perhaps before it was announced: likewise.</summary>
    public bool IsListed { get; set; }

    public void GoLive(IReadOnlyList<StreamTrack> tracks)
    {
        Tracks = tracks;
        IsLive = true;
    }

    /// <summary>The track that a subscription to <paramref name="from"/> (this stream or one of its tracks) gets.</summary>
    /// <param name="from">Id of the stream or of a track.</param>
    /// <param name="kind">Sound or pictures.</param>
    /// <param name="rid">Simulcast layer, or null for the first.</param>
    public StreamTrack? FindTrack(string from, MediaKind kind, string? rid = null) =>
        Tracks.FirstOrDefault(track => track.Kind == kind && (from == Id || from == track.Id) && (rid is null || rid == track.Rid));
}
