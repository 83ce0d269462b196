using OwtClient.Streams;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Reads what a <see cref="FramePump"/> pushed, with one enumerator from the beginning to the end.</summary>
internal sealed class FrameReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly object _gate = new();
    private readonly List<int> _numbers = [];
    private readonly List<(int Number, TaskCompletionSource Reached)> _waiters = [];
    private readonly Task _loop;

    public FrameReader(RemoteTrack track) => _loop = Task.Run(() => RunAsync(track));

    /// <summary>Completes when the track has ended.</summary>
    public Task Ended => _loop;

    /// <summary>Numbers of the frames so far.</summary>
    public IReadOnlyList<int> Numbers
    {
        get
        {
            lock (_gate) return [.. _numbers];
        }
    }

    /// <summary>Waits for a frame with this number or a higher one.</summary>
    public Task WaitForAsync(int number)
    {
        lock (_gate)
        {
            if (_numbers.Count > 0 && _numbers[^1] >= number) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((number, reached));
            return reached.Task.WaitAsync(SurvivalConference.Patience, SurvivalConference.Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(RemoteTrack track)
    {
        try
        {
            await foreach (var frame in track.ReadFramesAsync(_stop.Token))
            {
                var number = FramePump.NumberOf(frame);
                frame.Dispose();
                lock (_gate)
                {
                    _numbers.Add(number);
                    foreach (var waiter in _waiters.Where(w => w.Number <= number)) waiter.Reached.TrySetResult();
                    _waiters.RemoveAll(w => w.Number <= number);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
