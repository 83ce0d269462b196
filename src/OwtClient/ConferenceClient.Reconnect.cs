using OwtClient.Conference;
using OwtClient.Reconnection;

namespace OwtClient;

/// <content>Losing the signaling connection and coming back.</content>
public sealed partial class ConferenceClient
{
    /// <summary>
    /// The signaling connection was lost, and the client tries to come back by <see cref="ConferenceClientOptions.ReconnectPolicy"/>. Media
    /// goes on; requests made meanwhile wait within their own limits. <see cref="Reconnected"/> or <see cref="Disconnected"/> follows.
    /// </summary>
    public event EventHandler<ReconnectingEventArgs>? Reconnecting;

    /// <summary>The client is back in its conference. Raised after the events that were missed.</summary>
    public event EventHandler<ReconnectedEventArgs>? Reconnected;

    void IMembershipListener.OnReconnecting(Membership membership, ReconnectingEventArgs args)
    {
        lock (_gate)
        {
            if (_membership != membership || _state != ClientState.Connected) return;
            ChangeStateLocked(ClientState.Reconnecting, membership);
            _dispatcher.Post(() => Reconnecting?.Invoke(this, args));
        }
    }

    void IMembershipListener.OnReconnected(Membership membership, ReconnectedEventArgs args)
    {
        lock (_gate)
        {
            if (_membership != membership || _state != ClientState.Reconnecting) return;
            ChangeStateLocked(ClientState.Connected, membership);
            _dispatcher.Post(() => Reconnected?.Invoke(this, args));
        }
    }
}
