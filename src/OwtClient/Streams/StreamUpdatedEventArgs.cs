namespace OwtClient.Streams;

/// <summary>
/// A remote stream changed. <see cref="StreamStatusChangedEventArgs"/>, <see cref="StreamLayoutChangedEventArgs"/> and
/// <see cref="StreamActiveInputChangedEventArgs"/> say how; otherwise its whole description was replaced.
/// </summary>
public class StreamUpdatedEventArgs : EventArgs
{
    /// <summary>Describes a change.</summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="update">What about it.</param>
    public StreamUpdatedEventArgs(RemoteStream stream, StreamUpdate update)
    {
        Stream = stream;
        Update = update;
    }

    /// <summary>Which.</summary>
    public RemoteStream Stream { get; }

    /// <summary>What about it.</summary>
    public StreamUpdate Update { get; }
}
