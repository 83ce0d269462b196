namespace OwtClient.Server.EngineIo;

/// <summary>Revision of the Engine.IO protocol, as clients name it in the query (<c>EIO=4</c>).</summary>
internal enum EngineIoVersion
{
    /// <summary>Spoken by Socket.IO 1 and 2 clients: the client pings.</summary>
    V3 = 3,

    /// <summary>Spoken by Socket.IO 3 and 4 clients: the server pings.</summary>
    V4 = 4,
}
