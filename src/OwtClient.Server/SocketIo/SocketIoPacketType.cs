namespace OwtClient.Server.SocketIo;

/// <summary>First character of a Socket.IO packet.</summary>
internal enum SocketIoPacketType : byte
{
    /// <summary>Joins a namespace, or confirms it.</summary>
    Connect = (byte)'0',

    /// <summary>Leaves a namespace.</summary>
    Disconnect = (byte)'1',

    /// <summary>A named message: <c>["name", arguments…]</c>, with an id when an ack is wanted.</summary>
    Event = (byte)'2',

    /// <summary>The answer to an event: <c>[arguments…]</c>.</summary>
    Ack = (byte)'3',

    /// <summary>A namespace cannot be joined (in protocol revisions before 5: any error).</summary>
    ConnectError = (byte)'4',

    /// <summary>An event with attachments in further messages.</summary>
    BinaryEvent = (byte)'5',

    /// <summary>An ack with attachments in further messages.</summary>
    BinaryAck = (byte)'6',
}
