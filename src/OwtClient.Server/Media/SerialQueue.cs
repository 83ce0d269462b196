using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OwtClient.Server.Media;

/// <summary>Runs what is posted one after another, in order. What it throws is logged and ends nothing.</summary>
/// <remarks>Bounded: a client that posts faster than its transport works is refused, and the refusal is the caller's to handle.</remarks>
internal sealed class SerialQueue
{
    private const int Capacity = 1024;

    private readonly Channel<Func<Task>> _work = Channel.CreateBounded<Func<Task>>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly ILogger _logger;
    private readonly Func<Task> _finish;

    /// <param name="logger">Where failures of the work go.</param>
    /// <param name="finish">The very last work, done even when the queue was full.</param>
    public SerialQueue(ILogger logger, Func<Task> finish)
    {
        _logger = logger;
        _finish = finish;
        Completion = Task.Run(RunAsync);
    }

    /// <summary>Completes after <see cref="Complete"/>, when all work is done.</summary>
    public Task Completion { get; }

    /// <summary>Posts work. False when the queue is full or was completed.</summary>
    public bool TryPost(Func<Task> work) => _work.Writer.TryWrite(work);

    /// <summary>Takes no more work.</summary>
    public void Complete() => _work.Writer.TryComplete();

    private async Task RunAsync()
    {
        await foreach (var work in _work.Reader.ReadAllAsync().ConfigureAwait(false)) await RunAsync(work).ConfigureAwait(false);
        await RunAsync(_finish).ConfigureAwait(false);
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.WorkFailed(_logger, e);
        }
    }
}
