namespace OwtClient.Streams;

/// <summary>A stream that the server mixes from others.</summary>
public sealed class RemoteMixedStream : RemoteStream
{
    internal RemoteMixedStream(string id, StreamDescription description)
        : base(id, description)
    {
    }

    /// <summary>The layout changed: somebody came into the picture, left it, or moved. Raised as all events of the client are.</summary>
    public event EventHandler<StreamLayoutChangedEventArgs>? LayoutChanged;

    /// <summary>Somebody else speaks now. Raised as all events of the client are.</summary>
    public event EventHandler<StreamActiveInputChangedEventArgs>? ActiveInputChanged;

    /// <summary>The view it shows, for example <c>common</c>.</summary>
    public string? Label => Description.Label;

    /// <summary>Which stream is shown where, in the server's order: regions in use come first. Empty until something is shown.</summary>
    public IReadOnlyList<LayoutRegion> Layout => Description.Layout;

    /// <summary>Who speaks, or null while nobody does or when the server cannot tell.</summary>
    public ActiveInput? ActiveInput => Description.ActiveInput;

    private protected override void RaiseOwn(StreamUpdatedEventArgs e)
    {
        if (e is StreamLayoutChangedEventArgs layout) LayoutChanged?.Invoke(this, layout);
        else if (e is StreamActiveInputChangedEventArgs input) ActiveInputChanged?.Invoke(this, input);
    }
}
