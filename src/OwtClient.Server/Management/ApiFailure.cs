namespace OwtClient.Server.Management;

/// <summary>The error codes of the management API (PROTOCOL §8.3).</summary>
internal enum ApiFailure
{
    /// <summary>Unknown route.</summary>
    NotFound = 1001,

    /// <summary>No such service.</summary>
    ServiceNotFound = 1002,

    /// <summary>No such room.</summary>
    RoomNotFound = 1003,

    /// <summary>No such stream.</summary>
    StreamNotFound = 1004,

    /// <summary>No such participant.</summary>
    ParticipantNotFound = 1005,

    /// <summary>The signature is wrong.</summary>
    Authentication = 1101,

    /// <summary>Not for this service.</summary>
    Forbidden = 1102,

    /// <summary>The request is malformed.</summary>
    BadRequest = 1201,

    /// <summary>The room refused.</summary>
    Cluster = 1301,

    /// <summary>Anything else.</summary>
    Internal = 2001,
}
