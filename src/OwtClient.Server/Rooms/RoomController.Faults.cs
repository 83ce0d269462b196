namespace OwtClient.Server.Rooms;

/// <summary>Acts out what happens to the servers of media (PROTOCOL §5.7).</summary>
internal sealed partial class RoomController
{
    /// <summary>Lets the transport of a session fall silent and tells nobody.</summary>
    /// <returns>False when there is no such session.</returns>
    public bool SilenceSession(string sessionId)
    {
        lock (_gate)
        {
            var transportId = _room.FindStream(sessionId)?.TransportId ?? _room.FindSubscription(sessionId)?.TransportId;
            if (transportId is null) return false;
            _media.SilenceTransport(transportId);
            return true;
        }
    }

    /// <summary>Ends sessions, and all others on their transports, as the crash of the node that serves them does.</summary>
    /// <param name="sessionIds">Ids of sessions, of this room or not; none for all.</param>
    /// <returns>How many of this room ended.</returns>
    public int CrashSessions(IReadOnlyCollection<string> sessionIds)
    {
        lock (_gate)
        {
            RoomStream[] streams = [.. _room.Streams];
            RoomSubscription[] subscriptions = [.. _room.Subscriptions];
            HashSet<string> transports =
            [
                .. streams.Where(stream => IsHit(stream.Id)).Select(stream => stream.TransportId),
                .. subscriptions.Where(subscription => IsHit(subscription.Id)).Select(subscription => subscription.TransportId),
            ];
            var ended = 0;
            foreach (var subscription in subscriptions.Where(subscription => transports.Contains(subscription.TransportId)))
            {
                NotifyLostLocked(subscription.TransportId, subscription.Id);
                CloseLocked(subscription);
                ended++;
            }

            foreach (var stream in streams.Where(stream => transports.Contains(stream.TransportId)))
            {
                NotifyLostLocked(stream.TransportId, stream.Id);
                CloseLocked(stream);
                ended++;
            }

            foreach (var transportId in transports)
            {
                _media.SilenceTransport(transportId);
                _media.CloseTransport(transportId);
                _transportOwners.Remove(transportId);
            }

            return ended;
        }

        bool IsHit(string sessionId) => sessionIds.Count == 0 || sessionIds.Contains(sessionId);
    }

    private void NotifyLostLocked(string transportId, string sessionId) =>
        NotifyOwnerLocked(transportId, Notifications.SessionFailed(transportId, sessionId, "Node lost"));
}
