namespace OwtClient.Server.Faults;

/// <summary>A rule that was added to a server: how often it acted, and a way to wait for that and to take it back.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Fault : IDisposable
{
    private readonly object _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly Action<Fault> _remove;
    private int _skipped;
    private int _fired;

    internal Fault(int id, FaultRule rule, Action<Fault> remove) => (Id, Rule, _remove) = (id, rule, remove);

    /// <summary>Number of the fault on its server, from 1.</summary>
    public int Id { get; }

    /// <summary>What it does, to what.</summary>
    public FaultRule Rule { get; }

    /// <summary>How many times it acted.</summary>
    public int FiredCount
    {
        get
        {
            lock (_gate) return _fired;
        }
    }

    /// <summary>Whether it acted as often as it was to: it does nothing more.</summary>
    public bool IsSpent => FiredCount >= Rule.Count;

    /// <summary>Waits until it has acted, without polling.</summary>
    /// <param name="count">How many times in all.</param>
    /// <param name="cancellationToken">Gives up waiting. Use one with a deadline: a rule that nothing fits never acts.</param>
    public Task WaitAsync(int count = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_gate)
        {
            if (_fired >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes the rule back. What it has delayed still comes. Idempotent.</summary>
    public void Dispose() => _remove(this);

    /// <summary>Counts an occasion that fits.</summary>
    /// <returns>Whether the rule acts on it.</returns>
    internal bool TryFire()
    {
        lock (_gate)
        {
            if (_fired >= Rule.Count) return false;
            if (_skipped < Rule.Skip)
            {
                _skipped++;
                return false;
            }

            _fired++;
            foreach (var (count, reached) in _waiters)
            {
                if (count <= _fired) reached.TrySetResult();
            }

            _waiters.RemoveAll(waiter => waiter.Count <= _fired);
            return true;
        }
    }
}
