namespace OwtClient.Conference;

/// <summary>Why a client is no longer in its conference.</summary>
public enum DisconnectReason
{
    /// <summary>It left.</summary>
    Left,

    /// <summary>The server dropped it: removed, room deleted, or portal shut down (PROTOCOL §3.9).</summary>
    Dropped,

    /// <summary>
    /// The signaling connection was lost, and nothing was tried: the server gave no reconnection ticket and the client has no token
    /// provider, or its policy does not want it.
    /// </summary>
    ConnectionLost,

    /// <summary>
    /// The connection was lost and made anew, but the server did not give the place back (PROTOCOL §3.6), and the client has no token
    /// provider to join with again.
    /// </summary>
    ResumeRefused,

    /// <summary>The connection was lost, and <see cref="ConferenceClientOptions.ReconnectPolicy"/> gave up after attempts that failed.</summary>
    GaveUp,
}
