using OwtClient.Channels;
using OwtClient.Streams;

namespace OwtClient;

/// <content>Publishing.</content>
public sealed partial class ConferenceClient
{
    private static readonly PublishOptions DefaultPublishOptions = new();

    /// <summary>Publishes a local stream, and completes when the server reports its session ready and media flows.</summary>
    /// <param name="stream">The stream to send. It stays the caller's; push frames into its tracks.</param>
    /// <param name="options">Codecs, limits and attributes, or null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the attempt. A session the server already made is taken off it.</param>
    /// <returns>The live publication. Dispose it to unpublish.</returns>
    /// <exception cref="ArgumentException">The options do not fit the stream.</exception>
    /// <exception cref="InvalidOperationException">The client is in no conference.</exception>
    /// <exception cref="ConferenceException">
    /// <see cref="ConferenceError.Rejected"/>: the server said no. <see cref="ConferenceError.Timeout"/>: a time limit of the options
    /// passed.
    /// <see cref="ConferenceError.NegotiationFailed"/>: no codec in common, or an unusable answer.
    /// <see cref="ConferenceError.ConnectionFailed"/>:
    /// ICE or DTLS failed. <see cref="ConferenceError.SessionFailed"/>: the server gave it up. <see cref="ConferenceError.Left"/>: the
    /// client left
    /// meanwhile. <see cref="ConferenceError.SignalingFailed"/>: it was disconnected or dropped meanwhile. Nothing stays open, here or on
    /// the server.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    /// <remarks>Every call makes a peer connection of its own, so calls do not wait for each other.</remarks>
    public async Task<Publication> PublishAsync(
        LocalStream stream, PublishOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var membership = Joined();
        options ??= DefaultPublishOptions;
        var plan = PublishPlan.Create(stream, options, membership.ProtocolVersion);
        cancellationToken.ThrowIfCancellationRequested();
        var publication = new Publication(membership, membership.CreateChannel(plan), stream, options);
        await publication.OpenAsync(cancellationToken).ConfigureAwait(false);
        return publication;
    }
}
