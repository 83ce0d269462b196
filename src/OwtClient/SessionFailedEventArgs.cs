namespace OwtClient;

/// <summary>A publication or subscription failed after it had been active.</summary>
/// <param name="exception">Why.</param>
public sealed class SessionFailedEventArgs(ConferenceException exception) : EventArgs
{
    /// <summary>Why.</summary>
    public ConferenceException Exception { get; } = exception;
}
