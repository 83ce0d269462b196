using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Signaling;
using OwtClient.Tokens;

namespace OwtClient.Conference;

/// <content>Connecting and logging in.</content>
internal sealed partial class Membership
{
    /// <summary>How long an aborted login waits for the logout's answer, so that no ghost stays in the room (PROTOCOL §3.7).</summary>
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(1);

    private bool _loginSent;

    /// <param name="token">Where to, and the credential.</param>
    /// <param name="joined">Called when the login has succeeded, before any notification is handled.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConferenceException">It failed; nothing stays open.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing stays open.</exception>
    public async Task<ConferenceInfo> JoinAsync(ConferenceToken token, Action joined, CancellationToken cancellationToken)
    {
        _signaling.DataReceived += OnData;
        _signaling.Disconnected += OnDisconnected;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        try
        {
            await ConnectAsync(token.Portal, stop.Token).ConfigureAwait(false);
            var login = await LoginAsync(token, stop.Token).ConfigureAwait(false);
            return Begin(token.Portal, login, joined);
        }
        catch (Exception e)
        {
            var refused = e is ConferenceException { Error: ConferenceError.Rejected or ConferenceError.SignalingFailed };
            await AbortAsync(refused).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (e is not OperationCanceledException || !_ending.IsCancellationRequested) throw;
            throw _endReason == DisconnectReason.Left
                ? new ConferenceException(ConferenceError.Left, "The client left while joining.", e)
                : new ConferenceException(ConferenceError.SignalingFailed, "The connection ended while joining.", e);
        }
        finally
        {
            _joinOver.TrySetResult();
        }
    }

    private async Task ConnectAsync(Uri portal, CancellationToken cancellationToken)
    {
        using var overdue = new CancellationTokenSource(_options.LoginTimeout, _options.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, cancellationToken);
        try
        {
            await _signaling.ConnectAsync(portal, stop.Token).ConfigureAwait(false);
        }
        catch (SignalingException e)
        {
            throw new ConferenceException(ConferenceError.SignalingFailed, $"Joining failed: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (overdue.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ConferenceException(
                ConferenceError.Timeout, $"The portal {portal} did not answer within {_options.LoginTimeout.TotalSeconds:0.###} s.", e);
        }
    }

    private async Task<LoginResult> LoginAsync(ConferenceToken token, CancellationToken cancellationToken)
    {
        _loginSent = true;
        var request = JsonSerializer.SerializeToElement(
            LoginRequests.Create(token.Text, _options.SdkType), ProtocolJson.Default.LoginRequest);
        try
        {
            var reply = await _requests.SendNowAsync("login", request, _options.LoginTimeout, cancellationToken).ConfigureAwait(false);
            if (LoginResults.Read(reply) is { } result) return result;
        }
        catch (ConferenceException e) when (e.Error == ConferenceError.Timeout)
        {
            // The server's only reaction to a token it does not know, or no longer knows (PROTOCOL §1.4).
            throw new ConferenceException(ConferenceError.Timeout, $"{e.Message} A server is silent when the token was used before.", e);
        }

        throw new ConferenceException(ConferenceError.ProtocolViolation, "The server's answer to login names no participant.");
    }

    private ConferenceInfo Begin(Uri portal, LoginResult login, Action joined)
    {
        var room = login.Room ?? new RoomMessage();
        _roster.Reset(room);
        (_participants, _streams) = (_roster.Participants, _roster.Streams);
        _portal = portal;
        _factory = _options.PeerConnectionFactory ?? DefaultEngine.For(portal);
        var info = InfoOf(login);
        lock (_gate)
        {
            if (_end is not null || _loss is not null)
            {
                throw new ConferenceException(ConferenceError.SignalingFailed, "The connection ended right after the login.");
            }

            _info = info;
            _link = Link.Up;
            _loop = Task.Run(ReadNotificationsAsync);
        }

        _tickets.Take(login.ReconnectionTicket);
        joined();
        _announced.TrySetResult();
        Log.Joined(_logger, info.RoomId, info.Self.Id, info.Participants.Count, info.RemoteStreams.Count);
        return info;
    }

    private ConferenceInfo InfoOf(LoginResult login)
    {
        var self = new Self(login.Id!, login.User ?? "", login.Role ?? "", LoginResults.PermissionOf(login));
        return new ConferenceInfo(login.Room?.Id ?? "", self, _participants, _streams);
    }

    /// <summary>
    /// Undoes a join that did not come off. A login that may still succeed is followed by a logout, which the server then obeys.
    /// </summary>
    private async Task AbortAsync(bool refused)
    {
        if (_loginSent && !refused) await LogoutAsync(AbortLimit).ConfigureAwait(false);
        await DetachAsync().ConfigureAwait(false);
        await _work.WhenAllAsync().ConfigureAwait(false);
    }

    private async Task LogoutAsync(TimeSpan limit)
    {
        try
        {
            await _requests.SendNowAsync("logout", null, limit, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConferenceException e)
        {
            Log.LogoutFailed(_logger, e.Message);
        }
    }

    private async Task DetachAsync()
    {
        _signaling.DataReceived -= OnData;
        _signaling.Disconnected -= OnDisconnected;
        _notifications.Complete();
        await _tickets.DisposeAsync().ConfigureAwait(false);
        _requests.Gate.Close(new OperationCanceledException("The client is no longer in the conference."));
        await DisconnectSignalingAsync().ConfigureAwait(false);
    }

    private async Task DisconnectSignalingAsync()
    {
        try
        {
            await _signaling.DisconnectAsync(CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a signaling implementation throws at its end must not keep the client from ending.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.DisconnectFailed(_logger, e);
        }
    }
}
