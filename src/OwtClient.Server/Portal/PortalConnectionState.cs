namespace OwtClient.Server.Portal;

/// <summary>Where a connection stands (PROTOCOL §3.1).</summary>
internal enum PortalConnectionState
{
    /// <summary>Nobody is logged in on it.</summary>
    Initialized,

    /// <summary>A login is under way, or was left unanswered.</summary>
    Connecting,

    /// <summary>It serves a participant.</summary>
    Connected,

    /// <summary>It is closed.</summary>
    Closed,
}
