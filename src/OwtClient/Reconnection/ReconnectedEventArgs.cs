namespace OwtClient.Reconnection;

/// <summary>The client is back in its conference.</summary>
/// <param name="kind">How.</param>
/// <param name="attempts">Attempts it took.</param>
/// <param name="lostNotifications">See <see cref="LostNotifications"/>.</param>
public sealed class ReconnectedEventArgs(ReconnectKind kind, int attempts, long lostNotifications) : EventArgs
{
    /// <summary>How.</summary>
    public ReconnectKind Kind { get; } = kind;

    /// <summary>Attempts it took, at least 1.</summary>
    public int Attempts { get; } = attempts;

    /// <summary>
    /// Notifications that the server no longer had: 0 unless its buffer is too short (PROTOCOL §3.6). When above, streams and participants
    /// may be out of date. Not known, and 0, after <see cref="ReconnectKind.Rejoined"/> and with protocols before 1.2.
    /// </summary>
    public long LostNotifications { get; } = lostNotifications;
}
