namespace OwtClient.Server.Rooms;

/// <summary>
/// The ids of a new session: 32 hex characters each, and the same one for a transport that the session makes (PROTOCOL §4.2).
/// </summary>
internal readonly record struct SessionIds(string SessionId, string TransportId)
{
    /// <summary>Makes a session on the given transport, or on one of its own.</summary>
    public static SessionIds Create(string? transportId)
    {
        var id = Guid.NewGuid().ToString("N");
        return new SessionIds(id, transportId ?? id);
    }
}
