using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OwtClient.Conference;

/// <summary>Runs the application's event handlers: one after another, in order, never on a receiving thread and never under a lock.</summary>
/// <remarks>
/// The queue is bounded. When an application is so slow that it fills, <see cref="PostAsync"/> waits, and with it the notifications behind it;
/// nothing is dropped.
/// </remarks>
internal sealed class EventDispatcher : IAsyncDisposable
{
    private const int MaxQueued = 1024;

    private readonly ILogger _logger;
    private readonly Channel<Action> _queue = Channel.CreateBounded<Action>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });
    private readonly Task _loop;
    private static readonly AsyncLocal<EventDispatcher?> Current = new();

    public EventDispatcher(ILogger logger)
    {
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues a handler call. Returns at once unless the queue is full.</summary>
    public ValueTask PostAsync(Action raise) => _queue.Writer.TryWrite(raise) ? ValueTask.CompletedTask : WriteAsync(raise);

    /// <summary>Queues a handler call from where nothing can wait. False when the queue is full or closed.</summary>
    public bool TryPost(Action raise) => _queue.Writer.TryWrite(raise);

    /// <summary>Runs what is queued and ends. Called from a handler it does not wait, since it would wait for itself.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (Current.Value != this) await _loop.ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(Action raise)
    {
        try
        {
            await _queue.Writer.WriteAsync(raise).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The client is gone, and nobody is left to tell.
        }
    }

    private async Task RunAsync()
    {
        Current.Value = this;
        await foreach (var raise in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
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
