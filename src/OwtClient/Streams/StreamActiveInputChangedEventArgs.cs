namespace OwtClient.Streams;

/// <summary>Somebody else speaks in a mixed or active-audio stream.</summary>
/// <param name="stream">Which stream.</param>
/// <param name="activeInput">Who speaks now, or null for nobody, or when the server cannot tell.</param>
public sealed class StreamActiveInputChangedEventArgs(RemoteStream stream, ActiveInput? activeInput)
    : StreamUpdatedEventArgs(stream, StreamUpdate.ActiveInput)
{
    /// <summary>Who speaks now, or null for nobody, or when the server cannot tell.</summary>
    public ActiveInput? ActiveInput { get; } = activeInput;
}
