using OwtClient.Protocol;
using OwtClient.Reconnection;

namespace OwtClient.Conference;

/// <summary>Is told what happens during a <see cref="Membership"/>.</summary>
internal interface IMembershipListener
{
    /// <summary>Somebody came or went, a stream appeared, changed or ended. Called by the event dispatcher.</summary>
    void OnRosterChanged(RosterChange change);

    /// <summary>A message came. Called by the event dispatcher.</summary>
    void OnText(Notification.TextReceived text);

    /// <summary>The connection was lost and is being made anew. Called by the loop of the notifications.</summary>
    void OnReconnecting(Membership membership, ReconnectingEventArgs args);

    /// <summary>The membership goes on. Called by the loop of the notifications.</summary>
    void OnReconnected(Membership membership, ReconnectedEventArgs args);

    /// <summary>The membership is over and everything of it closed. Called once, by the task that closed it.</summary>
    void OnEnded(Membership membership, DisconnectReason reason, Exception? exception);
}
