namespace OwtClient.Server.EngineIo;

/// <summary>First character of an Engine.IO packet.</summary>
internal enum EngineIoPacketType : byte
{
    /// <summary>Server to client, first packet: the handshake.</summary>
    Open = (byte)'0',

    /// <summary>The session ends.</summary>
    Close = (byte)'1',

    /// <summary>Heartbeat: of the client in version 3, of the server in version 4.</summary>
    Ping = (byte)'2',

    /// <summary>Answer to a ping, with the same text.</summary>
    Pong = (byte)'3',

    /// <summary>A Socket.IO packet.</summary>
    Message = (byte)'4',

    /// <summary>Client to server: the probed WebSocket carries the session from here on.</summary>
    Upgrade = (byte)'5',

    /// <summary>Nothing: releases a waiting poll during an upgrade.</summary>
    Noop = (byte)'6',
}
