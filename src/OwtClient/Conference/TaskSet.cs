namespace OwtClient.Conference;

/// <summary>Owns tasks that nobody awaits one by one, so that an end can wait for them. Thread-safe.</summary>
internal sealed class TaskSet
{
    private readonly object _gate = new();
    private readonly HashSet<Task> _tasks = [];

    /// <summary>Keeps a task, which must not fail, until it is done.</summary>
    public void Add(Task task)
    {
        lock (_gate)
        {
            if (task.IsCompleted) return;
            _tasks.Add(task);
        }

        _ = task.ContinueWith(Remove, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Completes when everything added so far is done.</summary>
    public Task WhenAllAsync()
    {
        lock (_gate) return Task.WhenAll(_tasks);
    }

    private void Remove(Task task)
    {
        lock (_gate) _tasks.Remove(task);
    }
}
