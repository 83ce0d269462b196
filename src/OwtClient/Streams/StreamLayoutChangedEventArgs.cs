namespace OwtClient.Streams;

/// <summary>The layout of a mixed stream changed.</summary>
/// <param name="stream">Which stream.</param>
/// <param name="layout">All regions as they are now.</param>
public sealed class StreamLayoutChangedEventArgs(RemoteStream stream, IReadOnlyList<LayoutRegion> layout)
    : StreamUpdatedEventArgs(stream, StreamUpdate.Layout)
{
    /// <summary>All regions as they are now.</summary>
    public IReadOnlyList<LayoutRegion> Layout { get; } = layout;
}
