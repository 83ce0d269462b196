namespace OwtClient.Server.EngineIo;

/// <summary>Why a request was refused, with the numbers that clients of the reference implementation know.</summary>
internal enum EngineIoError
{
    /// <summary>Neither <c>polling</c> nor <c>websocket</c>.</summary>
    UnknownTransport = 0,

    /// <summary>No such session (any more).</summary>
    UnknownSession = 1,

    /// <summary>A handshake is a GET.</summary>
    BadHandshakeMethod = 2,

    /// <summary>The request does not fit the session's state.</summary>
    BadRequest = 3,

    /// <summary>The server takes no new session now.</summary>
    Forbidden = 4,

    /// <summary>Neither version 3 nor 4.</summary>
    UnsupportedVersion = 5,
}
