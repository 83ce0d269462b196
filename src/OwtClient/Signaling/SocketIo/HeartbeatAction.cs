namespace OwtClient.Signaling.SocketIo;

/// <summary>What the heartbeat wants done.</summary>
internal enum HeartbeatAction
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Send a ping.</summary>
    SendPing,

    /// <summary>The server is silent for too long.</summary>
    GiveUp,
}
