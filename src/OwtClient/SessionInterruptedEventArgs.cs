namespace OwtClient;

/// <summary>The media of a publication or subscription do not flow.</summary>
/// <param name="exception">Why.</param>
public sealed class SessionInterruptedEventArgs(ConferenceException exception) : EventArgs
{
    /// <summary>Why.</summary>
    public ConferenceException Exception { get; } = exception;
}
