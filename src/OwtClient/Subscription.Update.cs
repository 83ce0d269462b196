using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Streams;

namespace OwtClient;

/// <content>Changes while it lives (PROTOCOL §4.9).</content>
public sealed partial class Subscription
{
    private readonly SemaphoreSlim _updating = new(1); // one change after another: each is checked against what the one before left

    /// <summary>Changes the pictures: size, frame rate, share of the bitrate, key frame interval. Nothing is negotiated anew.</summary>
    /// <param name="video">What to change. Checked against the source's capabilities as they are now.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may make the change nevertheless.</param>
    /// <exception cref="ArgumentException">
    /// The source cannot give that, the subscription has no pictures, or the options name nothing. Nothing was sent.
    /// </exception>
    /// <exception cref="InvalidOperationException">The subscription has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer; after a refusal all is as it was.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <remarks>
    /// A short gap and a new key frame follow. What once was asked for cannot be taken back to "whatever the source has": ask for the
    /// source's own values then. Changes of one subscription are made one after another.
    /// </remarks>
    public Task ApplyOptionsAsync(VideoUpdateOptions video, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(video);
        return UpdateAsync(state => SubscriptionChange.Parameters(state.Stream, state.Options, video), cancellationToken);
    }

    /// <summary>Receives another stream, or another layer, from now on, in the same tracks. Nothing is negotiated anew.</summary>
    /// <param name="stream">One of <see cref="ConferenceClient.RemoteStreams"/>.</param>
    /// <param name="kinds">Which tracks change over; kinds that the subscription does not have are passed over.</param>
    /// <param name="rid">Simulcast layer of the pictures, or null for the stream as a whole.</param>
    /// <param name="cancellationToken">Stops waiting for the server's answer; the server may switch nevertheless.</param>
    /// <exception cref="ArgumentException">
    /// The subscription has none of <paramref name="kinds"/>, the stream lacks one of them or the layer, or it cannot be had in the codec
    /// that was negotiated. Nothing was sent.
    /// </exception>
    /// <exception cref="InvalidOperationException">The subscription has ended.</exception>
    /// <exception cref="ConferenceException">The server refused or did not answer; after a refusal all is as it was.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <remarks>
    /// A short gap and a new key frame follow; timestamps go on. Size, frame rate, multiplier and key frame interval are the new source's
    /// until <see cref="ApplyOptionsAsync"/> changes them. Changes of one subscription are made one after another.
    /// </remarks>
    public Task SwitchAsync(
        RemoteStream stream, TrackKinds kinds = TrackKinds.All, string? rid = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var present = Present(kinds);
        return UpdateAsync(
            state => SubscriptionChange.Source(state.Stream, state.Options, stream, present, rid, Audio?.Codec, Video?.Codec),
            cancellationToken);
    }

    private async Task UpdateAsync(Func<SubscriptionState, SubscriptionChange> plan, CancellationToken cancellationToken)
    {
        await _updating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var change = plan(_state);
            var update = ControlData.Update(change.Update);
            await ControlAsync("subscription-control", "update", update, cancellationToken).ConfigureAwait(false);
            Change(state => state with { Stream = change.Stream, Options = change.Options });
        }
        finally
        {
            _updating.Release();
        }
    }
}
