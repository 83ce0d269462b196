using System.Text.Json;
using Microsoft.Extensions.Logging;
using OwtClient.Signaling;

namespace OwtClient.Reconnection;

/// <summary>Keeps the reconnection ticket of a participation, and has it refreshed before it ends (PROTOCOL §3.5). Thread-safe.</summary>
/// <remarks>A refresh that fails costs nothing: the old ticket holds until its end, and the refresh is tried again.</remarks>
internal sealed class TicketKeeper : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);

    private readonly RequestSender _requests;
    private readonly TimeSpan _limit;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private readonly ITimer _timer;
    private string? _ticket;
    private bool _stopped;
    private Task _refresh = Task.CompletedTask;

    public TicketKeeper(RequestSender requests, TimeSpan limit, TimeProvider time, ILogger logger)
    {
        _requests = requests;
        _limit = limit;
        _logger = logger;
        _timer = time.CreateTimer(_ => BeginRefresh(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The newest ticket, a credential; null when the server gave none, or does not take it any more.</summary>
    public string? Ticket
    {
        get
        {
            lock (_gate) return _ticket;
        }
    }

    /// <summary>The server gave a ticket. An answer without one leaves the old one in force: it is good for several uses.</summary>
    public void Take(string? ticket)
    {
        if (string.IsNullOrEmpty(ticket)) return;
        lock (_gate)
        {
            if (_stopped) return;
            _ticket = ticket;
            ArmLocked(TicketSchedule.RefreshAfter(ticket));
        }
    }

    /// <summary>The server does not take the ticket any more.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _ticket = null;
            if (!_stopped) ArmLocked(null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task refresh;
        lock (_gate)
        {
            if (_stopped) return;
            _stopped = true;
            _ticket = null;
            refresh = _refresh;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
        await refresh.ConfigureAwait(false);
        _stop.Dispose();
    }

    private void ArmLocked(TimeSpan? delay) => _timer.Change(delay ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void BeginRefresh()
    {
        lock (_gate)
        {
            if (_stopped || _ticket is null || !_refresh.IsCompleted) return;
            _refresh = Task.Run(RefreshAsync);
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            // Without a connection it fails at once; the relogin that follows brings a ticket, too.
            var reply = await _requests.SendNowAsync("refreshReconnectionTicket", null, _limit, _stop.Token).ConfigureAwait(false);
            if (reply is { ValueKind: JsonValueKind.String } ticket)
            {
                Take(ticket.GetString());
                Log.Refreshed(_logger);
                return;
            }

            RetryLater("the answer is not a ticket");
        }
        catch (ConferenceException e)
        {
            RetryLater(e.Error.ToString());
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException) // the latter: a text that is not Unicode
        {
            // The participation ends, or the server talks nonsense; the ticket there is stays.
        }
    }

    private void RetryLater(string reason)
    {
        lock (_gate)
        {
            if (!_stopped && _ticket is not null) ArmLocked(RetryDelay);
        }

        Log.RefreshFailed(_logger, reason);
    }
}
