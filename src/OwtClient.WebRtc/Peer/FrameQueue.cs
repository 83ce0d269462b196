using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace OwtClient.WebRtc.Peer;

/// <summary>Received frames on their way to one reader: bounded, the oldest goes first, and what goes is counted.</summary>
/// <remarks>Thread-safe. Allocates nothing per frame but what waking a pool thread costs.</remarks>
internal sealed class FrameQueue(int capacity) : IValueTaskSource
{
    private readonly object _gate = new();
    private readonly Queue<EncodedFrame> _frames = new();
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private bool _waiting;
    private bool _woken;
    private bool _completed;
    private bool _reading;
    private long _dropped;

    /// <summary>Frames dropped because nobody read them in time.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Takes over a frame.</summary>
    public void Enqueue(EncodedFrame frame)
    {
        EncodedFrame? oldest = null;
        bool wake;
        lock (_gate)
        {
            if (_completed) oldest = frame;
            else
            {
                if (_frames.Count == capacity) oldest = DropOldestLocked();
                _frames.Enqueue(frame);
            }

            wake = TakeWaiterLocked();
        }

        oldest?.Dispose();
        if (wake) _signal.SetResult(true);
    }

    /// <summary>No more frames will come; readers end when they have taken what is there.</summary>
    public void Complete()
    {
        bool wake;
        lock (_gate)
        {
            _completed = true;
            wake = TakeWaiterLocked();
        }

        if (wake) _signal.SetResult(true);
    }

    /// <summary>Hands the memory of frames nobody will read back.</summary>
    public void Clear()
    {
        while (TryDequeue(out var frame)) frame.Dispose();
    }

    /// <exception cref="InvalidOperationException">There is a reader already.</exception>
    public async IAsyncEnumerable<EncodedFrame> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BeginReading();
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static queue => ((FrameQueue)queue!).Wake(), this);
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (TryDequeue(out var frame)) yield return frame;
                else if (Volatile.Read(ref _completed)) yield break;
                else await WaitAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _reading, false);
        }
    }

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private void BeginReading()
    {
        lock (_gate)
        {
            if (_reading) throw new InvalidOperationException("The track's frames are being read already.");
            _reading = true;
            _woken = false;
        }
    }

    private bool TryDequeue(out EncodedFrame frame)
    {
        lock (_gate) return _frames.TryDequeue(out frame!);
    }

    private EncodedFrame DropOldestLocked()
    {
        var oldest = _frames.Dequeue();
        _dropped++;
        return oldest;
    }

    private void Wake()
    {
        bool wake;
        lock (_gate)
        {
            _woken = true;
            wake = TakeWaiterLocked();
        }

        if (wake) _signal.SetResult(true);
    }

    private bool TakeWaiterLocked()
    {
        var waiting = _waiting;
        _waiting = false;
        return waiting;
    }

    private ValueTask WaitAsync()
    {
        lock (_gate)
        {
            if (_frames.Count > 0 || _completed || _woken) return ValueTask.CompletedTask;
            _signal.Reset();
            _waiting = true;
            return new ValueTask(this, _signal.Version);
        }
    }
}
