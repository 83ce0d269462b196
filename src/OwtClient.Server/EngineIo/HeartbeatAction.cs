namespace OwtClient.Server.EngineIo;

/// <summary>What a reached deadline of the <see cref="Heartbeat"/> asks for.</summary>
internal enum HeartbeatAction
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>Send a ping.</summary>
    SendPing,

    /// <summary>The client is gone: close the session.</summary>
    Close,
}
