using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Tokens;

namespace OwtClient.Conference;

/// <content>Losing the signaling connection, and coming back: in the old place if the server kept it, else as somebody new.</content>
internal sealed partial class Membership
{
    private Uri? _portal; // of the connection there is or was
    private Link _link = Link.Joining;
    private Task _comingBack = Task.CompletedTask;
    private volatile SignalingDisconnectedEventArgs? _loss; // of the connection there was, until another one is tried

    private enum Link
    {
        /// <summary>The first login is under way; a loss makes it fail.</summary>
        Joining,

        Up,

        /// <summary>Lost; one task tries to come back.</summary>
        Down,

        /// <summary>Lost for good.</summary>
        Over,
    }

    /// <summary>
    /// What came before the loss is handled before it: a <c>drop</c>, above all, which explains it, and the refusal of a login, after which
    /// the server hangs up. A login without an answer fails by itself, as every pending request does.
    /// </summary>
    private void OnDisconnected(object? sender, SignalingDisconnectedEventArgs e)
    {
        lock (_gate)
        {
            _loss = e;
            if (_link is Link.Joining or Link.Down) return; // the attempt that this connection belonged to sees it
            if (_link == Link.Up && _end is null && (_tickets.Ticket is not null || _tokens is not null))
            {
                _link = Link.Down;
                _requests.Gate.Hold();
                _notifications.Hold();
                _comingBack = Task.Run(() => ComeBackAsync(e));
                return;
            }

            _link = Link.Over;
        }

        _notifications.Complete();
    }

    private async Task ComeBackAsync(SignalingDisconnectedEventArgs loss)
    {
        var lostAt = Time.GetTimestamp();
        var failure = loss.Exception;
        for (var attempt = 0; ; attempt++)
        {
            if (NextDelay(attempt, Time.GetElapsedTime(lostAt), failure) is not { } delay)
            {
                _ = EndAsync(attempt == 0 ? DisconnectReason.ConnectionLost : DisconnectReason.GaveUp, failure);
                return;
            }

            try
            {
                if (attempt == 0) await AnnounceLossAsync(failure).ConfigureAwait(false);
                await Task.Delay(delay, Time, _ending.Token).ConfigureAwait(false);
                if (await TryComeBackAsync(attempt + 1).ConfigureAwait(false)) return;
                (attempt, lostAt, failure) = (-1, Time.GetTimestamp(), _loss?.Exception); // it was back, and is lost again
            }
            catch (ResumeRefusedException e)
            {
                _ = EndAsync(DisconnectReason.ResumeRefused, e.InnerException);
                return;
            }
            catch (Exception e) when (_ending.IsCancellationRequested)
            {
                Reconnection.Log.AttemptFailed(_logger, attempt + 1, e.Message);
                return;
            }
#pragma warning disable CA1031 // Whatever a plugged-in signaling or token provider throws: this attempt has failed, another one may not.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
                Reconnection.Log.AttemptFailed(_logger, attempt + 1, e.Message);
            }

            await DisconnectSignalingAsync().ConfigureAwait(false);
        }
    }

    private ValueTask AnnounceLossAsync(Exception? failure)
    {
        Reconnection.Log.Reconnecting(_logger, failure);
        return _notifications.AddAsync(new Incoming.WentAway(new ReconnectingEventArgs(failure)), _ending.Token);
    }

    private TimeSpan? NextDelay(int attempts, TimeSpan elapsed, Exception? failure)
    {
        try
        {
            return _options.ReconnectPolicy.NextDelay(new ReconnectContext(attempts, elapsed, failure, _tokens is not null));
        }
#pragma warning disable CA1031 // The policy is the application's.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Reconnection.Log.PolicyThrew(_logger, e);
            return null;
        }
    }

    /// <returns>False when the new connection was lost again meanwhile.</returns>
    private async Task<bool> TryComeBackAsync(int attempt)
    {
        if (_tickets.Ticket is { } ticket)
        {
            try
            {
                var lost = await ResumeAsync(ticket).ConfigureAwait(false);
                return await GoOnAsync(new ReconnectedEventArgs(ReconnectKind.Resumed, attempt, lost)).ConfigureAwait(false);
            }
            catch (ConferenceException e) when (e.Error == ConferenceError.Rejected)
            {
                // The place is gone: the grace is over, or the portal is another one (PROTOCOL §3.6). The server hangs up now.
                _tickets.Forget();
                if (_tokens is null) throw new ResumeRefusedException(e);
                await DisconnectSignalingAsync().ConfigureAwait(false);
            }
        }

        await RejoinAsync(_tokens!).ConfigureAwait(false);
        return await GoOnAsync(new ReconnectedEventArgs(ReconnectKind.Rejoined, attempt, 0)).ConfigureAwait(false);
    }

    /// <returns>How many notifications the server no longer had.</returns>
    private async Task<long> ResumeAsync(string ticket)
    {
        await PortalConnector.ConnectAsync(_signaling, _portal!, _options, _ending.Token).ConfigureAwait(false);
        ForgetConnection();
        var request = JsonSerializer.SerializeToElement(ticket, ProtocolJson.Default.String);
        var reply = await _requests.SendNowAsync("relogin", request, _options.LoginTimeout, _ending.Token).ConfigureAwait(false);
        if (ReloginResults.Read(reply) is not { } result)
        {
            throw new ConferenceException(ConferenceError.ProtocolViolation, "The server's answer to relogin is malformed.");
        }

        _tickets.Take(result.Ticket);
        return await _notifications.ReplayAsync(result.Messages ?? [], _ending.Token).ConfigureAwait(false);
    }

    /// <summary>The client is in the room again: what was held passes, and requests that waited leave.</summary>
    /// <returns>False when the connection was lost again meanwhile.</returns>
    private async Task<bool> GoOnAsync(ReconnectedEventArgs args)
    {
        Reconnection.Log.Reconnected(_logger, args.Kind, args.Attempts, args.LostNotifications);
        await _notifications.AddAsync(new Incoming.CameBack(args), _ending.Token).ConfigureAwait(false);
        await _notifications.ReleaseAsync(_ending.Token).ConfigureAwait(false);
        int opening;
        lock (_gate)
        {
            if (_loss is not null) return false;
            _link = Link.Up; // from here on a loss is another task's
            opening = _requests.Gate.BeginOpening();
        }

        await _requests.Gate.DrainAsync(opening, _ending.Token).ConfigureAwait(false);
        return true;
    }

    /// <summary>The server refuses to give the place back, and there is no other way.</summary>
    private sealed class ResumeRefusedException(Exception cause) : Exception(cause.Message, cause);
}
