namespace OwtClient.Streams;

/// <summary>A remote stream appeared or ended.</summary>
/// <param name="stream">Which.</param>
public sealed class StreamEventArgs(RemoteStream stream) : EventArgs
{
    /// <summary>Which.</summary>
    public RemoteStream Stream { get; } = stream;
}
