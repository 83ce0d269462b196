using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>One track of a subscription and where it comes from at the moment.</summary>
internal sealed class SubscribedTrack(MediaKind kind, string mid, string streamId, string trackId)
{
    public MediaKind Kind { get; } = kind;

    public string Mid { get; } = mid;

    /// <summary>Stream it takes from.</summary>
    public string StreamId { get; private set; } = streamId;

    /// <summary>Track of that stream.</summary>
    public string TrackId { get; private set; } = trackId;

    public void SwitchTo(string streamId, string trackId) => (StreamId, TrackId) = (streamId, trackId);
}
