namespace OwtClient.Signaling;

/// <summary>Why a signaling connection ended.</summary>
/// <param name="reason">Who ended it.</param>
/// <param name="exception">The cause, where there is one.</param>
public sealed class SignalingDisconnectedEventArgs(SignalingDisconnectReason reason, Exception? exception = null) : EventArgs
{
    /// <summary>Who ended the connection.</summary>
    public SignalingDisconnectReason Reason { get; } = reason;

    /// <summary>The cause, or null.</summary>
    public Exception? Exception { get; } = exception;
}
