namespace OwtClient.Signaling;

/// <summary>How Socket.IO messages travel.</summary>
public enum SocketIoTransport
{
    /// <summary>A WebSocket from the start.</summary>
    WebSocket,

    /// <summary>HTTP long polling alone, for networks that let no WebSocket through.</summary>
    Polling,

    /// <summary>HTTP long polling that is upgraded to a WebSocket before the first message, as browsers do it.</summary>
    PollingThenWebSocket,
}
