using OwtClient.Protocol;
using OwtClient.Signaling;

namespace OwtClient.Conference;

/// <content>What the server says unasked, and the end.</content>
internal sealed partial class Membership
{
    private volatile SignalingDisconnectedEventArgs? _loss;

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
        if (_notifications.Writer.TryWrite(e)) return;
        lock (_gate)
        {
            if (_end is not null || _loss is not null) return; // closed, not full
        }

        Log.TooManyNotifications(_logger);
        EndAsync(DisconnectReason.ConnectionLost);
    }

    /// <summary>
    /// What came before the loss is handled before it: a <c>drop</c>, above all, which explains it, and the refusal of a login, after which
    /// the server hangs up. A login without an answer fails by itself, as every pending request does.
    /// </summary>
    private void OnDisconnected(object? sender, SignalingDisconnectedEventArgs e)
    {
        lock (_gate) _loss = e;
        _notifications.Writer.TryComplete();
    }

    private async Task ReadNotificationsAsync()
    {
        await _announced.Task.ConfigureAwait(false);
        await foreach (var data in _notifications.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var notification = NotificationParser.Parse(data.Name, data.Data, out var problem);
            if (notification is null) Log.NotificationIgnored(_logger, data.Name, problem!);
            else await HandleAsync(notification).ConfigureAwait(false);
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

        var stopped = StopChannels(reason == DisconnectReason.Left ? SessionEndReason.Left : SessionEndReason.Disconnected);
        if (reason == DisconnectReason.Left) await LogoutAsync(_options.RequestTimeout).ConfigureAwait(false);
        await stopped.ConfigureAwait(false);
        await DetachAsync().ConfigureAwait(false);
        await _work.WhenAllAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        Log.Disconnected(_logger, reason);
        _listener.OnEnded(this, reason, exception);
    }

    private Task StopChannels(SessionEndReason reason)
    {
        lock (_gate) return Task.WhenAll(_channels.Select(channel => channel.StopAsync(reason)).ToArray());
    }
}
