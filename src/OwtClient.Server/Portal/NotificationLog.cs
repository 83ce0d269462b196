using System.Text.Json;

namespace OwtClient.Server.Portal;

/// <summary>Numbers what a client is notified of and keeps it for a client that comes back (PROTOCOL §3.6).</summary>
/// <remarks>
/// Deviates from the original, which by default keeps everything since login: entries older than <paramref name="age"/> go, and the number
/// kept is bounded. Not thread-safe.
/// </remarks>
internal sealed class NotificationLog(TimeSpan age, int capacity)
{
    private readonly Queue<(DateTimeOffset At, LoggedNotification Entry)> _entries = new();
    private int _lastSequence;

    /// <summary>Entries that had to go because the log was full.</summary>
    public long Dropped { get; private set; }

    /// <summary>The entries kept, oldest first.</summary>
    public IEnumerable<LoggedNotification> Entries => _entries.Select(entry => entry.Entry);

    /// <summary>Takes the entries out.</summary>
    public IReadOnlyList<LoggedNotification> Drain()
    {
        LoggedNotification[] drained = [.. Entries];
        _entries.Clear();
        return drained;
    }

    public void Add(DateTimeOffset now, string name, JsonElement data)
    {
        while (_entries.TryPeek(out var oldest) && now - oldest.At > age) _entries.Dequeue();
        if (_entries.Count >= capacity)
        {
            _entries.Dequeue();
            Dropped++;
        }

        _entries.Enqueue((now, new LoggedNotification(name, data, ++_lastSequence)));
    }
}
