using System.Text.Json;
using OwtClient.Server.Media;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>Reports of the media side.</summary>
internal sealed partial class RoomController : IMediaEvents
{
    void IMediaEvents.OnAnswer(string transportId, string sdp)
    {
        lock (_gate) NotifyOwnerLocked(transportId, Notifications.Answer(transportId, sdp));
    }

    void IMediaEvents.OnTransportReady(string transportId)
    {
        lock (_gate) NotifyOwnerLocked(transportId, Notifications.TransportReady(transportId));
    }

    void IMediaEvents.OnPublicationReady(string transportId, string sessionId, IReadOnlyList<StreamTrack> tracks)
    {
        lock (_gate)
        {
            if (_room.FindStream(sessionId) is not { } stream) return; // ended meanwhile
            stream.GoLive(tracks);
            _changes.Pulse();
            NotifyOwnerLocked(transportId, Notifications.SessionReady(transportId, sessionId));
            LaterLocked(() =>
            {
                if (_room.FindStream(sessionId) != stream) return;
                stream.IsAnnounced = true;
                if (_room.MixesPublications) _room.View.Add(ViewInput.Of(stream)); // told with the stream, shown after it
                BroadcastLocked("stream", Notifications.StreamAdded(stream, ViewsOf(stream)));
                if (_room.MixesPublications) ChangeInputsLocked();
            });
        }
    }

    void IMediaEvents.OnSubscriptionReady(string transportId, string sessionId, IReadOnlyList<RtpCodec> codecs)
    {
        lock (_gate)
        {
            if (_room.FindSubscription(sessionId) is not { } subscription) return;
            subscription.IsLive = true;
            foreach (var track in subscription.Tracks) track.Codec = codecs.FirstOrDefault(codec => codec.Kind == track.Kind);
            _changes.Pulse();
            NotifyOwnerLocked(transportId, Notifications.SessionReady(transportId, sessionId));
        }
    }

    void IMediaEvents.OnSessionFailed(string transportId, string sessionId, string reason)
    {
        lock (_gate)
        {
            var stream = _room.FindStream(sessionId);
            var subscription = _room.FindSubscription(sessionId);
            if (stream is null && subscription is null) return;
            NotifyOwnerLocked(transportId, Notifications.SessionFailed(transportId, sessionId, reason));
            if (stream is not null) CloseLocked(stream);
            if (subscription is not null) CloseLocked(subscription);
        }
    }

    void IMediaEvents.OnTransportClosed(string transportId)
    {
        lock (_gate) _transportOwners.Remove(transportId);
    }

    void IMediaEvents.OnResolution(string sessionId, string trackId, int width, int height)
    {
        lock (_gate)
        {
            if (_room.FindStream(sessionId) is not { } stream) return;
            if (stream.Tracks.FirstOrDefault(track => track.Id == trackId) is not { } track) return;
            if ((track.Width, track.Height) == (width, height)) return;
            (track.Width, track.Height) = (width, height);
            // Before it is announced the add will say it.
            if (stream.IsAnnounced) BroadcastLocked("stream", Notifications.StreamChanged(stream, ViewsOf(stream)));
        }
    }

    private void NotifyOwnerLocked(string transportId, JsonElement data)
    {
        if (_transportOwners.TryGetValue(transportId, out var owner)) NotifyLocked(owner, "progress", data);
    }
}
