namespace OwtClient.Signaling;

/// <summary>Lets requests through while there is a connection, and keeps them waiting, in order, while there is none.</summary>
/// <remarks>
/// Whoever waits has a time limit of its own. When the gate opens, the waiting leave first, one after another in the order of their coming,
/// and at most <see cref="Burst"/> of them unanswered, so that a connection's send queue is not flooded. Thread-safe.
/// </remarks>
internal sealed class RequestGate
{
    private const int Burst = 100;
    private const int MaxWaiting = 4096;

    private readonly object _gate = new();
    private readonly Queue<Waiting> _waiting = [];
    private TaskCompletionSource _opened = Completed();
    private State _state = State.Open;
    private int _openings; // tells a drain that it was overtaken by a loss and the next opening
    private Exception? _closed;

    private enum State
    {
        Open,
        Held,
        Draining,
        Closed,
    }

    /// <summary>Whether requests get through at once.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate) return _state == State.Open;
        }
    }

    /// <summary>How many times it opened after it was held: tells one connection from the next.</summary>
    public int Openings
    {
        get
        {
            lock (_gate) return _openings;
        }
    }

    /// <summary>Sends at once when the gate is open, else when it opens.</summary>
    /// <param name="send">Sends. Called at most once, under no lock.</param>
    /// <param name="gone">
    /// The opening whose connection proved to be gone, though perhaps nobody has said so yet: the request waits for a later one. Null for
    /// none.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting for the gate; nothing is sent then.</param>
    /// <exception cref="SignalingException">The gate was closed, or too many wait.</exception>
    /// <exception cref="OperationCanceledException">Given up before it was sent.</exception>
    public Task<SignalingAck> SendAsync(Func<Task<SignalingAck>> send, int? gone, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_state != State.Open || gone == _openings) return EnqueueLocked(send, cancellationToken);
        }

        return send();
    }

    /// <summary>There is no connection: requests wait from now on.</summary>
    public void Hold()
    {
        lock (_gate)
        {
            if (_state == State.Closed) return;
            if (_opened.Task.IsCompleted) _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _state = State.Held;
        }
    }

    /// <summary>There is a connection. The waiting leave next, by <see cref="DrainAsync"/>; who comes meanwhile joins their queue.</summary>
    /// <returns>The number of this opening.</returns>
    public int BeginOpening()
    {
        lock (_gate)
        {
            if (_state != State.Held) return 0;
            _state = State.Draining;
            _opened.TrySetResult();
            return ++_openings;
        }
    }

    /// <summary>Sends what waits. Completes when nothing does, or the gate was held again.</summary>
    /// <param name="opening">What <see cref="BeginOpening"/> gave.</param>
    /// <param name="cancellationToken">Stops; the rest goes on waiting.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task DrainAsync(int opening, CancellationToken cancellationToken)
    {
        // An answer that never comes costs one place; all others end with the connection at the latest.
        var places = new SemaphoreSlim(Burst);
        while (true)
        {
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (TakeNext(opening) is not { } waiting) return;
            waiting.Send();
            _ = waiting.Answer.Task.ContinueWith(
                _ => places.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>There will be no connection any more: whoever waits fails, and so does everybody who comes.</summary>
    public void Close(Exception reason)
    {
        Waiting[] waiting;
        lock (_gate)
        {
            if (_state == State.Closed) return;
            _state = State.Closed;
            _closed = reason;
            waiting = [.. _waiting];
            _waiting.Clear();
            _opened.TrySetException(Refusal());
            _ = _opened.Task.Exception; // seen, also when nobody waits for the opening
        }

        foreach (var request in waiting) request.Answer.TrySetException(Refusal());
    }

    /// <summary>Completes when requests get through.</summary>
    /// <exception cref="SignalingException">The gate was closed.</exception>
    public Task WhenOpenAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _opened.Task.WaitAsync(cancellationToken);
    }

    private Task<SignalingAck> EnqueueLocked(Func<Task<SignalingAck>> send, CancellationToken cancellationToken)
    {
        if (_state == State.Closed) return Task.FromException<SignalingAck>(Refusal());
        while (_waiting.TryPeek(out var oldest) && oldest.Answer.Task.IsCompleted) _waiting.Dequeue(); // given up meanwhile
        if (_waiting.Count >= MaxWaiting)
        {
            return Task.FromException<SignalingAck>(new SignalingException($"{MaxWaiting} requests wait for the connection already."));
        }

        var waiting = new Waiting(send);
        waiting.GiveUpOn(cancellationToken);
        _waiting.Enqueue(waiting);
        return waiting.Answer.Task;
    }

    private Waiting? TakeNext(int opening)
    {
        lock (_gate)
        {
            if (_state != State.Draining || opening != _openings) return null;
            while (_waiting.TryDequeue(out var waiting))
            {
                if (waiting.TryTake()) return waiting;
            }

            _state = State.Open;
            return null;
        }
    }

    private SignalingException Refusal() => new("There is no connection any more.", _closed!);

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    /// <summary>A request that waits: it is sent, or given up, but not both.</summary>
    private sealed class Waiting(Func<Task<SignalingAck>> send)
    {
        private int _taken;
        private CancellationTokenRegistration _givingUp;

        public TaskCompletionSource<SignalingAck> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GiveUpOn(CancellationToken cancellationToken) => _givingUp = cancellationToken.UnsafeRegister(
            (self, token) =>
            {
                if (((Waiting)self!).TryTake()) ((Waiting)self).Answer.TrySetCanceled(token);
            },
            this);

        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

        public void Send()
        {
            _givingUp.Unregister();
            Task<SignalingAck> sending;
            try
            {
                sending = send();
            }
#pragma warning disable CA1031 // Whatever a signaling implementation throws: it is the sender's to hear.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Answer.TrySetException(e);
                return;
            }

            _ = sending.ContinueWith(
                task =>
                {
                    if (task.IsCanceled) Answer.TrySetCanceled(CancellationToken.None);
                    else if (task.Exception is { } failure) Answer.TrySetException(failure.InnerExceptions);
                    else Answer.TrySetResult(task.Result);
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
