namespace OwtClient.Server.SocketIo;

/// <summary>Whether a Socket.IO packet could be read.</summary>
internal enum SocketIoPacketStatus
{
    /// <summary>Well framed. Its JSON is not checked yet.</summary>
    Ok,

    /// <summary>No packet type.</summary>
    UnknownType,

    /// <summary>The ack id has too many digits.</summary>
    BadId,

    /// <summary>Attachments are not supported: nothing in the protocol above uses them.</summary>
    Binary,
}
