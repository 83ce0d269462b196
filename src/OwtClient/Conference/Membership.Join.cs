using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Tokens;

namespace OwtClient.Conference;

/// <content>The beginning, and undoing it.</content>
internal sealed partial class Membership
{
    /// <summary>How long an aborted login waits for the logout's answer, so that no ghost stays in the room (PROTOCOL §3.7).</summary>
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(1);

    /// <param name="token">Where to, and the credential.</param>
    /// <param name="joined">Called when the login has succeeded, before any notification is handled.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConferenceException">It failed; nothing stays open.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; nothing stays open.</exception>
    public async Task<ConferenceInfo> JoinAsync(ConferenceToken token, Action joined, CancellationToken cancellationToken)
    {
        _signaling.DataReceived += OnData;
        _signaling.Disconnected += OnDisconnected;
        var login = new LoginSequence(_signaling, _requests, _options, _logger);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
        try
        {
            var (result, version) = await login.RunAsync(token, ForgetConnection, stop.Token).ConfigureAwait(false);
            var info = Begin(token.Portal, result, version, joined);
            await _notifications.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
            return info;
        }
        catch (Exception e)
        {
            await AbortAsync(login).ConfigureAwait(false);
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

    /// <summary>What an earlier connection said, and that it ended, no longer counts.</summary>
    private void ForgetConnection()
    {
        _loss = null;
        _notifications.Hold();
    }

    private ConferenceInfo Begin(Uri portal, LoginResult login, ProtocolVersion version, Action joined)
    {
        var room = login.Room ?? new RoomMessage();
        _roster.Reset(room);
        (_participants, _streams) = (_roster.Participants, _roster.Streams);
        _portal = portal;
        _factory = _options.PeerConnectionFactory ?? DefaultEngine.For(portal);
        var info = InfoOf(login, version);
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

    private ConferenceInfo InfoOf(LoginResult login, ProtocolVersion version)
    {
        var self = new Self(login.Id!, login.User ?? "", login.Role ?? "", LoginResults.PermissionOf(login));
        return new ConferenceInfo(login.Room?.Id ?? "", self, _participants, _streams)
        {
            ProtocolVersion = version,
            Views = login.Room?.Views ?? [],
        };
    }

    /// <summary>
    /// Undoes a join that did not come off. A login that may still succeed is followed by a logout, which the server then obeys.
    /// </summary>
    private async Task AbortAsync(LoginSequence login)
    {
        if (login.IsOpen && _loss is null) await LogoutAsync(AbortLimit).ConfigureAwait(false);
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
