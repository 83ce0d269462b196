using OwtClient.Channels;
using OwtClient.Protocol.Messages;
using OwtClient.Tokens;

namespace OwtClient.Conference;

/// <content>Coming back as a new participant.</content>
internal sealed partial class Membership
{
    private async Task RejoinAsync(ITokenProvider tokens)
    {
        var token = ConferenceToken.Parse(await GetTokenAsync(tokens).ConfigureAwait(false));
        var login = new LoginSequence(_signaling, _requests, _options, _logger);
        LoginResult result;
        ProtocolVersion version;
        try
        {
            (result, version) = await login.RunAsync(token, ForgetConnection, _ending.Token).ConfigureAwait(false);
        }
        catch
        {
            if (login.IsOpen && _loss is null) await LogoutAsync(AbortLimit).ConfigureAwait(false); // no ghost may stay (PROTOCOL §3.7)
            throw;
        }

        _portal = token.Portal;
        _tickets.Take(result.ReconnectionTicket);
        var entry = new Incoming.Rejoined(result, version, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await _notifications.ResetAsync(entry, _ending.Token).ConfigureAwait(false);
        await entry.Taken.Task.WaitAsync(_ending.Token).ConfigureAwait(false);
    }

    private async Task<string> GetTokenAsync(ITokenProvider tokens)
    {
        using var overdue = new CancellationTokenSource(_options.RequestTimeout, Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(overdue.Token, _ending.Token);
        try
        {
            return await tokens.GetTokenAsync(stop.Token).AsTask().WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (overdue.IsCancellationRequested && !_ending.IsCancellationRequested)
        {
            throw new ConferenceException(
                ConferenceError.Timeout, $"The token provider gave no token within {_options.RequestTimeout.TotalSeconds:0.###} s.", e);
        }
    }

    /// <summary>
    /// Takes the room as it is now, tells what changed since, and gives every session up that belonged to the old participation. Run by the
    /// loop that owns the roster.
    /// </summary>
    private async ValueTask TakeRejoinAsync(Incoming.Rejoined entry)
    {
        var login = entry.Login;
        var changes = _roster.Replace(login.Room ?? new RoomMessage(), _info?.Self.Id, login.Id!);
        (_participants, _streams) = (_roster.Participants, _roster.Streams);
        _info = InfoOf(login, entry.Version);
        foreach (var change in changes)
        {
            await _dispatcher.PostAsync(() => _listener.OnRosterChanged(change)).ConfigureAwait(false);
        }

        SessionChannel[] channels;
        lock (_gate) channels = [.. _channels];
        foreach (var channel in channels) channel.Post(new NegotiationInput.ParticipationLost());
    }
}
