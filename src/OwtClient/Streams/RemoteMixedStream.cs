namespace OwtClient.Streams;

/// <summary>A stream that the server mixes from others.</summary>
public sealed class RemoteMixedStream : RemoteStream
{
    internal RemoteMixedStream(string id, StreamDescription description)
        : base(id, description)
    {
    }

    /// <summary>The view it shows, for example <c>common</c>.</summary>
    public string? Label => Description.Label;

    /// <summary>Which stream is shown where.</summary>
    public IReadOnlyList<LayoutRegion> Layout => Description.Layout;

    /// <summary>The stream of the active speaker, or null when the server does not tell.</summary>
    public string? ActiveInput => Description.ActiveInput;
}
