namespace OwtClient.Rest;

/// <summary>What the management API says went wrong: its own numbers (PROTOCOL §8.3).</summary>
/// <remarks>A number that is not listed here is kept as it came: compare, or cast to <see cref="int"/>.</remarks>
public enum ManagementError
{
    /// <summary>The answer carried no code: another program answered, or the connection failed before one came.</summary>
    None = 0,

    /// <summary>Unknown route, or something unnamed is missing.</summary>
    NotFound = 1001,

    /// <summary>No such service.</summary>
    ServiceNotFound = 1002,

    /// <summary>No such room.</summary>
    RoomNotFound = 1003,

    /// <summary>No such stream.</summary>
    StreamNotFound = 1004,

    /// <summary>No such participant.</summary>
    ParticipantNotFound = 1005,

    /// <summary>Service id or key is wrong.</summary>
    AuthenticationFailed = 1101,

    /// <summary>The service may not do this; services are for the super service alone.</summary>
    AccessForbidden = 1102,

    /// <summary>The request is malformed.</summary>
    BadRequest = 1201,

    /// <summary>
    /// The cluster refused or failed. The server also answers this for changes that it could not validate and for rooms that are not
    /// running; see the message for the likely cause.
    /// </summary>
    ClusterOperationFailed = 1301,

    /// <summary>Anything else inside the server.</summary>
    Internal = 2001,
}
