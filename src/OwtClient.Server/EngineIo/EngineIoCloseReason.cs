namespace OwtClient.Server.EngineIo;

/// <summary>Why a session ended.</summary>
internal enum EngineIoCloseReason
{
    /// <summary>The session is open.</summary>
    None,

    /// <summary>The client said goodbye.</summary>
    ClientClosed,

    /// <summary>The WebSocket or the waiting poll broke.</summary>
    TransportClosed,

    /// <summary>Nothing was heard from the client for too long.</summary>
    PingTimeout,

    /// <summary>The client sent what the protocol does not allow.</summary>
    ProtocolError,

    /// <summary>The client sent more than <see cref="EngineIoOptions.MaxPayloadBytes"/> at once.</summary>
    PayloadTooLarge,

    /// <summary>The client fetched too slowly what was sent to it.</summary>
    QueueOverflow,

    /// <summary>This side disconnected the client.</summary>
    ServerClosed,

    /// <summary>The server stops.</summary>
    ServerStopped,
}
