namespace OwtClient.Conference;

/// <summary>Why a client is no longer in its conference.</summary>
public enum DisconnectReason
{
    /// <summary>It left.</summary>
    Left,

    /// <summary>The server dropped it: removed, room deleted, or portal shut down (PROTOCOL §3.9).</summary>
    Dropped,

    /// <summary>The signaling connection was lost.</summary>
    ConnectionLost,
}
