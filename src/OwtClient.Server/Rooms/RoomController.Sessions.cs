using System.Text.Json;
using OwtClient.Server.Media;
using OwtClient.WebRtc;

namespace OwtClient.Server.Rooms;

/// <summary>Publications and subscriptions: requests of the participants.</summary>
internal sealed partial class RoomController
{
    /// <summary>Reserves a publication. The stream shows up when its session is ready (PROTOCOL §5.2).</summary>
    /// <param name="participantId">Who publishes.</param>
    /// <param name="transportId">Transport to share, or null for one of its own.</param>
    /// <param name="tracks">What the request asks for.</param>
    /// <param name="attributes">What the publisher says about the stream.</param>
    /// <param name="ids">The new session and its transport.</param>
    public string? Publish(
        string participantId, string? transportId, IReadOnlyList<TrackRequest> tracks, JsonElement? attributes, out SessionIds ids)
    {
        lock (_gate)
        {
            ids = SessionIds.Create(transportId);
            if (_room.CheckPublish(participantId, tracks) is { } refusal) return refusal;
            if (!MayUseLocked(participantId, ids.TransportId)) return NoTransport(ids.TransportId);
            _room.Add(new RoomStream(ids.SessionId, participantId, ids.TransportId, tracks) { Attributes = attributes });
            _media.OpenPublication(ids.TransportId, ids.SessionId, tracks);
            _changes.Pulse();
            return null;
        }
    }

    /// <summary>Reserves a subscription.</summary>
    public string? Subscribe(string participantId, string? transportId, IReadOnlyList<TrackRequest> requests, out SessionIds ids)
    {
        lock (_gate)
        {
            ids = SessionIds.Create(transportId);
            if (_room.CheckSubscribe(participantId, requests, out var tracks) is { } refusal) return refusal;
            if (!MayUseLocked(participantId, ids.TransportId)) return NoTransport(ids.TransportId);
            _room.Add(new RoomSubscription(ids.SessionId, participantId, ids.TransportId, tracks));
            _media.OpenSubscription(ids.TransportId, ids.SessionId, tracks);
            _changes.Pulse();
            return null;
        }
    }

    /// <summary>Hands an offer or a candidate on to the media side.</summary>
    public string? Signal(string participantId, string transportId, JsonElement signaling)
    {
        lock (_gate)
        {
            if (!_members.ContainsKey(participantId)) return "Participant has NOT joined";
            if (_transportOwners.GetValueOrDefault(transportId) != participantId) return NoTransport(transportId);
            _media.Signal(transportId, signaling);
            return null;
        }
    }

    /// <summary>Ends a publication. As in the original, anybody in the room may do it who knows the id (PROTOCOL §4.7).</summary>
    public string? Unpublish(string participantId, string streamId)
    {
        lock (_gate)
        {
            if (!_members.ContainsKey(participantId)) return "Participant has NOT joined";
            if (_room.FindStream(streamId) is not { } stream) return "Stream does NOT exist";
            CloseLocked(stream);
            return null;
        }
    }

    /// <summary>Ends a subscription. As in the original, anybody in the room may do it who knows the id (PROTOCOL §4.7).</summary>
    public string? Unsubscribe(string participantId, string subscriptionId)
    {
        lock (_gate)
        {
            if (!_members.ContainsKey(participantId)) return "Participant has NOT joined";
            if (_room.FindSubscription(subscriptionId) is not { } subscription) return "Subscription does NOT exist";
            CloseLocked(subscription);
            return null;
        }
    }

    /// <summary>Pauses or resumes a stream and tells everybody, or acts on its part in the mixed view (PROTOCOL §4.8).</summary>
    public string? ControlStream(string participantId, string streamId, string operation, JsonElement data)
    {
        lock (_gate)
        {
            if (_room.CheckStreamControl(participantId, streamId, operation, data) is { } refusal) return refusal;
            var stream = _room.FindStream(streamId)!;
            if (operation is not ("pause" or "play")) ControlViewLocked(stream, operation, data);
            else foreach (var kind in Room.MuteTargets(data)) SetActiveLocked(stream, kind, operation == "play");
            return null;
        }
    }

    /// <summary>Pauses, resumes or redirects a subscription (PROTOCOL §4.9).</summary>
    public string? ControlSubscription(string participantId, string subscriptionId, string operation, JsonElement data)
    {
        lock (_gate)
        {
            if (!_members.ContainsKey(participantId)) return "Participant has NOT joined";
            if (_room.CheckSubscriptionControl(participantId, subscriptionId, out var subscription) is { } refusal) return refusal;
            if (operation == "update") return UpdateLocked(subscription, data);
            foreach (var kind in Room.MuteTargets(data)) _media.SetSubscriptionActive(subscriptionId, kind, operation == "play");
            return null;
        }
    }

    private void SetActiveLocked(RoomStream stream, MediaKind kind, bool isActive)
    {
        foreach (var track in stream.Tracks.Where(track => track.Kind == kind)) track.IsActive = isActive;
        _media.SetPublicationActive(stream.Id, kind, isActive);
        BroadcastLocked("stream", Notifications.TrackStatus(stream.Id, kind, isActive));
    }

    private string? UpdateLocked(RoomSubscription subscription, JsonElement data)
    {
        if (_room.CheckUpdate(subscription, data, out var changes) is { } refusal) return refusal;
        foreach (var change in changes)
        {
            change.Track.SwitchTo(change.Source);
            _media.SwitchSource(subscription.Id, change.Track.Kind, change.Source.TrackId);
        }

        _changes.Pulse();
        return null;
    }

    /// <summary>A transport belongs to the participant whose session made it.</summary>
    private bool MayUseLocked(string participantId, string transportId)
    {
        if (_transportOwners.TryAdd(transportId, participantId)) return true;
        return _transportOwners[transportId] == participantId;
    }

    private static string NoTransport(string transportId) => $"Transport {transportId} does NOT exist";
}
