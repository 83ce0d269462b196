namespace OwtClient.Conference;

/// <summary>The client is no longer in its conference; all publications and subscriptions have ended.</summary>
/// <param name="reason">Why.</param>
/// <param name="exception">The cause, or null.</param>
public sealed class DisconnectedEventArgs(DisconnectReason reason, Exception? exception = null) : EventArgs
{
    /// <summary>Why.</summary>
    public DisconnectReason Reason { get; } = reason;

    /// <summary>The cause, or null.</summary>
    public Exception? Exception { get; } = exception;
}
