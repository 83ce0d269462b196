namespace OwtClient.Streams;

/// <summary>A remote stream changed.</summary>
/// <param name="stream">Which.</param>
/// <param name="update">What about it.</param>
public sealed class StreamUpdatedEventArgs(RemoteStream stream, StreamUpdate update) : EventArgs
{
    /// <summary>Which.</summary>
    public RemoteStream Stream { get; } = stream;

    /// <summary>What about it.</summary>
    public StreamUpdate Update { get; } = update;
}
