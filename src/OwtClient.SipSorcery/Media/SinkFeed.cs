using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.SipSorcery.Media;

/// <summary>Reads a received track, and gives its frames to an endpoint, one after another.</summary>
/// <param name="track">The track.</param>
/// <param name="deliver">Gives a frame to the endpoint; false for one that was left out.</param>
/// <remarks>What an endpoint cannot take in time waits in the track's queue, which is bounded. Thread-safe.</remarks>
internal sealed class SinkFeed(RemoteTrack track, Func<EncodedFrame, bool> deliver) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task? _running;
    private long _frames;

    /// <summary>Frames given to the endpoint.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Ends with the track, or when stopped; fails as the endpoint does.</summary>
    public Task Completion => Volatile.Read(ref _running) ?? Task.CompletedTask;

    /// <exception cref="InvalidOperationException">It was started or stopped before.</exception>
    public void Start()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref _running, running.Task, null) is not null)
            throw new InvalidOperationException("An endpoint is fed once.");
        _ = RunAsync(running);
    }

    /// <summary>Ends, and waits until the endpoint has taken its last frame. Never throws.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        var running = Interlocked.CompareExchange(ref _running, Task.CompletedTask, null) ?? Task.CompletedTask;
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(TaskCompletionSource running)
    {
        try
        {
            await foreach (var frame in track.ReadFramesAsync(_stop.Token).ConfigureAwait(false))
            {
                using (frame)
                {
                    if (deliver(frame)) Interlocked.Increment(ref _frames);
                }
            }

            running.TrySetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            running.TrySetResult();
        }
#pragma warning disable CA1031 // an endpoint may throw anything; who fed it learns of it from the completion
        catch (Exception e)
#pragma warning restore CA1031
        {
            running.TrySetException(e);
            _ = running.Task.Exception; // nobody has to await it
        }
    }
}
