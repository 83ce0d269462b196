using OwtClient.Protocol;

namespace OwtClient;

/// <content>Mixed views (PROTOCOL §4.8).</content>
public sealed partial class Publication
{
    /// <summary>Has the server mix the stream into a view. Servers do not do that by themselves.</summary>
    /// <param name="view">
    /// Label of the view, for example <c>common</c>: <see cref="Streams.RemoteMixedStream.Label"/>.
    /// </param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may mix nevertheless.</param>
    /// <exception cref="ArgumentException"><paramref name="view"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The publication has ended.</exception>
    /// <exception cref="ConferenceException">The server refused (there is no such view, for example) or did not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <remarks>
    /// The server tells nobody about it (PROTOCOL §7.6); the mixed stream's <see cref="Streams.RemoteMixedStream.Layout"/> shows it.
    /// </remarks>
    public async Task MixAsync(string view, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(view);
        await ControlAsync("stream-control", "mix", ControlData.Text(view), cancellationToken).ConfigureAwait(false);
        lock (_gate) _views.TryAdd(view, null);
    }

    /// <summary>Has the server take the stream out of a view.</summary>
    /// <param name="view">Label of the view.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may do it nevertheless.</param>
    /// <exception cref="ArgumentException"><paramref name="view"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The publication has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task UnmixAsync(string view, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(view);
        await ControlAsync("stream-control", "unmix", ControlData.Text(view), cancellationToken).ConfigureAwait(false);
        lock (_gate) _views.Remove(view);
    }

    /// <summary>Asks in which region of a view the stream is shown.</summary>
    /// <param name="view">Label of a view that the stream is mixed into.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer.</param>
    /// <returns>The region's id, as <see cref="Streams.LayoutRegion.Id"/> has it.</returns>
    /// <exception cref="ArgumentException"><paramref name="view"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The publication has ended.</exception>
    /// <exception cref="ConferenceException">
    /// The server refused or did not answer. <see cref="ConferenceError.ProtocolViolation"/>: its answer names no region.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<string> GetRegionAsync(string view, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(view);
        var answer = await ControlAsync("stream-control", "get-region", ControlData.Text(view), cancellationToken).ConfigureAwait(false);
        return ControlData.RegionOf(answer)
            ?? throw new ConferenceException(ConferenceError.ProtocolViolation, "The server granted get-region without naming a region.");
    }

    /// <summary>Has the server show the stream in a region of a view; who is there now changes places with it.</summary>
    /// <param name="view">Label of a view that the stream is mixed into.</param>
    /// <param name="region">The region's id: <see cref="Streams.LayoutRegion.Id"/>.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may do it nevertheless.</param>
    /// <exception cref="ArgumentException"><paramref name="view"/> or <paramref name="region"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The publication has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <remarks>A change of the mixed stream's layout follows: <see cref="ConferenceClient.StreamUpdated"/>.</remarks>
    public async Task SetRegionAsync(string view, string region, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(view);
        ArgumentException.ThrowIfNullOrEmpty(region);
        await ControlAsync("stream-control", "set-region", ControlData.Region(view, region), cancellationToken).ConfigureAwait(false);
        lock (_gate) _views[view] = region;
    }
}
