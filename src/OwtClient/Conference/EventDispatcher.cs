using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OwtClient.Conference;

/// <summary>
/// Runs the application's event handlers: one after another, in order, never on a receiving thread and never under a lock.
/// </summary>
/// <remarks>
/// Nothing is dropped. What the server causes goes through <see cref="PostAsync"/>, which waits while <see cref="MaxQueued"/> calls are
/// queued, and
/// with it the notifications behind. What the client itself causes goes through <see cref="Post"/>: few calls per session and per change
/// of state.
/// </remarks>
internal sealed class EventDispatcher : IAsyncDisposable
{
    private const int MaxQueued = 1024;

    private static readonly AsyncLocal<EventDispatcher?> Current = new();

    private readonly ILogger _logger;
    private readonly Channel<(Action Raise, bool TookRoom)> _queue =
        Channel.CreateUnbounded<(Action, bool)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _room = new(MaxQueued);
    private readonly Task _loop;

    public EventDispatcher(ILogger logger)
    {
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues a handler call; waits while too many are queued.</summary>
    public ValueTask PostAsync(Action raise)
    {
        if (!_room.Wait(0, CancellationToken.None)) return WaitAndPostAsync(raise);
        _queue.Writer.TryWrite((raise, true));
        return ValueTask.CompletedTask;
    }

    /// <summary>Queues a handler call from where nothing can wait.</summary>
    public void Post(Action raise) => _queue.Writer.TryWrite((raise, false));

    /// <summary>Runs what is queued and ends. Called from a handler it does not wait, since it would wait for itself.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (Current.Value != this) await _loop.ConfigureAwait(false);
    }

    private async ValueTask WaitAndPostAsync(Action raise)
    {
        await _room.WaitAsync().ConfigureAwait(false);
        _queue.Writer.TryWrite((raise, true));
    }

    private async Task RunAsync()
    {
        Current.Value = this;
        await foreach (var (raise, tookRoom) in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (tookRoom) _room.Release();
            try
            {
                raise();
            }
#pragma warning disable CA1031 // Whatever a handler throws is the application's, and must not stop the events behind it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.HandlerThrew(_logger, e);
            }
        }
    }
}
