using OwtClient.Protocol.Messages;
using OwtClient.Reconnection;
using OwtClient.Signaling;

namespace OwtClient.Conference;

/// <summary>One entry of the <see cref="NotificationQueue"/>.</summary>
internal abstract record Incoming
{
    private Incoming()
    {
    }

    /// <summary>The server said something.</summary>
    public sealed record Notified(SignalingDataEventArgs Data) : Incoming;

    /// <summary>The client is somebody new in the room, which is as this says.</summary>
    /// <param name="Login">The login's result.</param>
    /// <param name="Version">The protocol version agreed on.</param>
    /// <param name="Taken">Completed when the change is in force.</param>
    public sealed record Rejoined(LoginResult Login, ProtocolVersion Version, TaskCompletionSource Taken) : Incoming;

    /// <summary>The connection was lost behind all that came before.</summary>
    public sealed record WentAway(ReconnectingEventArgs Args) : Incoming;

    /// <summary>All that was missed has been handled.</summary>
    public sealed record CameBack(ReconnectedEventArgs Args) : Incoming;
}
