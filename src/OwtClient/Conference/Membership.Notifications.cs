using OwtClient.Protocol;
using OwtClient.Signaling;

namespace OwtClient.Conference;

/// <content>What the server says unasked, and the end.</content>
internal sealed partial class Membership
{
    /// <summary>Begins to end, once; everybody gets the same task, which never fails.</summary>
    public Task EndAsync(DisconnectReason reason, Exception? exception = null)
    {
        lock (_gate)
        {
            if (_end is not null) return _end;
            _endReason = reason;
            return _end = Task.Run(() => EndCoreAsync(reason, exception));
        }
    }

    /// <summary>Leaves.</summary>
    public ValueTask DisposeAsync() => new(EndAsync(DisconnectReason.Left));

    private void OnData(object? sender, SignalingDataEventArgs e)
    {
        if (e.Name == "drop") EndAsync(DisconnectReason.Dropped); // before the end of the connection, which is on its heels
        if (_notifications.TryAdd(e)) return;
        lock (_gate)
        {
            if (_end is not null || _loss is not null) return; // closed, not full
        }

        Log.TooManyNotifications(_logger);
        EndAsync(DisconnectReason.ConnectionLost);
    }

    private async Task ReadNotificationsAsync()
    {
        await _announced.Task.ConfigureAwait(false);
        await foreach (var entry in _notifications.ReadAllAsync().ConfigureAwait(false))
        {
            switch (entry)
            {
                case Incoming.Notified { Data: var data }:
                    var notification = NotificationParser.Parse(data.Name, data.Data, out var problem);
                    if (notification is null) Log.NotificationIgnored(_logger, data.Name, problem!);
                    else await HandleAsync(notification).ConfigureAwait(false);
                    break;
                case Incoming.Rejoined rejoined:
                    await TakeRejoinAsync(rejoined).ConfigureAwait(false);
                    rejoined.Taken.TrySetResult();
                    break;
                case Incoming.WentAway away:
                    _listener.OnReconnecting(this, away.Args);
                    break;
                case Incoming.CameBack back:
                    _listener.OnReconnected(this, back.Args);
                    break;
            }
        }

        if (_loss is { } loss) _ = EndAsync(DisconnectReason.ConnectionLost, loss.Exception);
    }

    private async ValueTask HandleAsync(Notification notification)
    {
        _context.Router.Dispatch(notification);
        if (notification is Notification.TextReceived text) await _dispatcher.PostAsync(() => _listener.OnText(text)).ConfigureAwait(false);
        else if (_roster.Apply(notification) is { } change)
        {
            (_participants, _streams) = (_roster.Participants, _roster.Streams);
            await _dispatcher.PostAsync(() => _listener.OnRosterChanged(change)).ConfigureAwait(false);
        }
    }

    private async Task EndCoreAsync(DisconnectReason reason, Exception? exception)
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        if (Info is null)
        {
            await _joinOver.Task.ConfigureAwait(false); // it undoes what it did, and tells its caller
            return;
        }

        await _comingBack.ConfigureAwait(false);
        var stopped = StopSessions();
        if (reason == DisconnectReason.Left && _link == Link.Up) await LogoutAsync(_options.RequestTimeout).ConfigureAwait(false);
        await stopped.ConfigureAwait(false);
        await DetachAsync().ConfigureAwait(false);
        await _work.WhenAllAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        Log.Disconnected(_logger, reason);
        _listener.OnEnded(this, reason, exception);
    }

    private Task StopSessions()
    {
        lock (_gate)
        {
            return Task.WhenAll([
                .. _sessions.Select(session => session.EndAsync(SessionEnd)),
                .. _channels.Select(channel => channel.StopAsync(SessionEnd))]);
        }
    }
}
