using OwtClient.Channels;
using OwtClient.Streams;

namespace OwtClient;

/// <content>Subscribing.</content>
public sealed partial class ConferenceClient
{
    private static readonly SubscribeOptions DefaultSubscribeOptions = new();

    /// <summary>Subscribes to a stream, and completes when the server reports the session ready and media flows.</summary>
    /// <param name="stream">One of <see cref="RemoteStreams"/>. The same stream may be subscribed to several times.</param>
    /// <param name="options">
    /// What of it, and how; null for all of it, as it is. Sound and pictures may come from other streams than this one.
    /// </param>
    /// <param name="cancellationToken">Gives up the attempt. A session the server already made is taken off it.</param>
    /// <returns>The live subscription. Dispose it to unsubscribe.</returns>
    /// <exception cref="ArgumentException">The stream has none of the wanted tracks, or cannot be had the way the options say.</exception>
    /// <exception cref="InvalidOperationException">The client is in no conference.</exception>
    /// <exception cref="ConferenceException">As for <see cref="PublishAsync"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <remarks>Every call makes a peer connection of its own, so calls do not wait for each other.</remarks>
    public async Task<Subscription> SubscribeAsync(
        RemoteStream stream, SubscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var membership = Joined();
        options ??= DefaultSubscribeOptions;
        var plan = SubscribePlan.Create(stream, options, membership.ProtocolVersion);
        cancellationToken.ThrowIfCancellationRequested();
        var subscription = new Subscription(membership, membership.CreateChannel(plan), stream, options);
        await subscription.OpenAsync(cancellationToken).ConfigureAwait(false);
        return subscription;
    }
}
