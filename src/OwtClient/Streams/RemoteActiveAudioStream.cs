namespace OwtClient.Streams;

/// <summary>
/// A stream of the server that carries the sound of whoever speaks, as it is, instead of mixing it. A room that selects active audio has
/// three of them (PROTOCOL §7.2).
/// </summary>
public sealed class RemoteActiveAudioStream : RemoteStream
{
    internal RemoteActiveAudioStream(string id, StreamDescription description)
        : base(id, description)
    {
    }

    /// <summary>It carries somebody else's sound now, or at another volume. Raised as all events of the client are.</summary>
    public event EventHandler<StreamActiveInputChangedEventArgs>? ActiveInputChanged;

    /// <summary>Whose sound it carries, or null for nobody's.</summary>
    public ActiveInput? ActiveInput => Description.ActiveInput;

    private protected override void RaiseOwn(StreamUpdatedEventArgs e)
    {
        if (e is StreamActiveInputChangedEventArgs input) ActiveInputChanged?.Invoke(this, input);
    }
}
