using OwtClient.Conference;
using OwtClient.Tokens;

namespace OwtClient;

/// <content>Joining and leaving.</content>
public sealed partial class ConferenceClient
{
    /// <summary>Joins the conference that a token is for.</summary>
    /// <param name="token">The token as the application server gave it. It is good for one join within three minutes.</param>
    /// <param name="cancellationToken">Gives up; the client is ready again when the task ends, and the server is told.</param>
    /// <returns>Who and what is there.</returns>
    /// <exception cref="TokenFormatException">The text is not a token; nothing was connected.</exception>
    /// <exception cref="InvalidOperationException">
    /// The client is not in the state <see cref="ClientState.Ready"/>; nothing changed.
    /// </exception>
    /// <exception cref="ConferenceException">
    /// <see cref="ConferenceError.SignalingFailed"/>: the portal cannot be reached, or hung up. <see cref="ConferenceError.Rejected"/>:
    /// it said no.
    /// <see cref="ConferenceError.Timeout"/>: it did not answer within <see cref="ConferenceClientOptions.LoginTimeout"/>, which is what
    /// a portal
    /// does with a used token. <see cref="ConferenceError.Left"/>: <see cref="LeaveAsync"/> was called meanwhile.
    /// The client is ready again.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task<ConferenceInfo> JoinAsync(string token, CancellationToken cancellationToken) =>
        await JoinAsync(ConferenceToken.Parse(token), null, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="JoinAsync(string, CancellationToken)"/>
    public Task<ConferenceInfo> JoinAsync(string token) => JoinAsync(token, CancellationToken.None);

    /// <summary>
    /// Joins with a token of a provider, which is asked again when the client has to come back as a new participant: when the server no
    /// longer keeps its place after the signaling connection was lost.
    /// </summary>
    /// <param name="tokens">Gives a token for each join. Stays the caller's, and is used until the client leaves.</param>
    /// <param name="cancellationToken">Gives up; the client is ready again when the task ends, and the server is told.</param>
    /// <returns>Who and what is there.</returns>
    /// <inheritdoc cref="JoinAsync(string, CancellationToken)" path="/exception"/>
    /// <remarks>What the provider throws at the first join comes to the caller as it is.</remarks>
    public async Task<ConferenceInfo> JoinAsync(ITokenProvider tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return await JoinAsync(ConferenceToken.Parse(token), tokens, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="JoinAsync(ITokenProvider, CancellationToken)"/>
    public Task<ConferenceInfo> JoinAsync(ITokenProvider tokens) => JoinAsync(tokens, CancellationToken.None);

    private async Task<ConferenceInfo> JoinAsync(ConferenceToken token, ITokenProvider? tokens, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var membership = new Membership(_signaling, _options, tokens, _dispatcher, this, _logger);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_state != ClientState.Ready)
            {
                throw new InvalidOperationException($"Only a client in the state {ClientState.Ready} can join; this one is {_state}.");
            }

            ChangeStateLocked(ClientState.Connecting, membership);
        }

        try
        {
            return await membership.JoinAsync(token, () => EnterConference(membership), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            lock (_gate) ChangeStateLocked(ClientState.Ready, null);
            throw;
        }
    }

    /// <summary>Before the first event of the conference, whose handlers may publish and subscribe.</summary>
    private void EnterConference(Membership membership)
    {
        lock (_gate)
        {
            if (_membership == membership) ChangeStateLocked(ClientState.Connected, membership); // else it has ended already
        }
    }

    /// <summary>Leaves the conference: ends every publication and subscription, tells the server, closes the connection.</summary>
    /// <remarks>
    /// Does nothing in the state <see cref="ClientState.Ready"/>; gives up a join that is under way. Does not fail when the server does not
    /// answer: that is logged.
    /// </remarks>
    /// <param name="cancellationToken">Stops waiting; the client leaves nevertheless.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task LeaveAsync(CancellationToken cancellationToken = default) =>
        Current is { } membership ? membership.EndAsync(DisconnectReason.Left).WaitAsync(cancellationToken) : Task.CompletedTask;
}
