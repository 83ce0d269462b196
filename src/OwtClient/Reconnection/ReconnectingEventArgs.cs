namespace OwtClient.Reconnection;

/// <summary>The signaling connection was lost and is being made anew. Media goes on meanwhile; requests wait.</summary>
/// <param name="exception">What ended the connection, or null.</param>
public sealed class ReconnectingEventArgs(Exception? exception) : EventArgs
{
    /// <summary>What ended the connection, or null.</summary>
    public Exception? Exception { get; } = exception;
}
