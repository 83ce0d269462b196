using Microsoft.Extensions.Logging;

namespace OwtClient.WebRtc.Peer;

/// <summary>Runs what concerns user code, one thing after another, in order, on pool threads that hold no lock.</summary>
/// <remarks>
/// Thread-safe. Nothing is dropped; the queue stays short because states and candidates are few and repeatable news, such as key frame
/// requests, is posted once until it was delivered.
/// </remarks>
internal sealed class EventDispatcher(ILogger logger) : IThreadPoolWorkItem
{
    private readonly object _gate = new();
    private readonly Queue<Action> _queue = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _running;
    private bool _completed;
    private int _thread;

    /// <summary>Whether the caller is what is running: a handler.</summary>
    public bool IsRunningHere
    {
        get
        {
            lock (_gate) return _thread == Environment.CurrentManagedThreadId;
        }
    }

    /// <summary>Queues <paramref name="notify"/>; ignored after <see cref="Complete"/>.</summary>
    public void Post(Action notify)
    {
        lock (_gate)
        {
            if (_completed) return;
            _queue.Enqueue(notify);
            if (_running) return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Completes when, after <see cref="Complete"/>, all that was queued has run.</summary>
    public Task Completion => _drained.Task;

    /// <summary>Takes nothing more.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            if (!_running) _drained.TrySetResult();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (TryTake(out var notify))
        {
            try
            {
                notify();
            }
#pragma warning disable CA1031 // a handler's failure is the handler's; the next one must still hear its event
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.EventHandlerFailed(logger, e);
            }
        }
    }

    private bool TryTake(out Action notify)
    {
        lock (_gate)
        {
            _running = _queue.TryDequeue(out notify!);
            _thread = _running ? Environment.CurrentManagedThreadId : 0;
            if (_completed && !_running) _drained.TrySetResult();
            return _running;
        }
    }
}
