namespace OwtClient.Conference;

/// <summary>The client's state changed.</summary>
/// <param name="oldState">Before.</param>
/// <param name="newState">Now.</param>
public sealed class ClientStateChangedEventArgs(ClientState oldState, ClientState newState) : EventArgs
{
    /// <summary>Before.</summary>
    public ClientState OldState { get; } = oldState;

    /// <summary>Now.</summary>
    public ClientState NewState { get; } = newState;
}
