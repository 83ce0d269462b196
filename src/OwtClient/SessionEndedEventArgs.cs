namespace OwtClient;

/// <summary>A publication or subscription ended.</summary>
/// <param name="reason">Why.</param>
public sealed class SessionEndedEventArgs(SessionEndReason reason) : EventArgs
{
    /// <summary>Why.</summary>
    public SessionEndReason Reason { get; } = reason;
}
