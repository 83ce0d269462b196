namespace OwtClient.Signaling;

/// <summary>Who ended a signaling connection.</summary>
public enum SignalingDisconnectReason
{
    /// <summary>The transport broke or was closed without a word.</summary>
    ConnectionLost,

    /// <summary>The server closed the connection on purpose (<c>io server disconnect</c>).</summary>
    ServerClosed,

    /// <summary>Nothing came from the server for longer than its ping interval and time-out allow.</summary>
    PingTimeout,
}
