using System.Threading.Channels;
using OwtClient.Cli.Join.Events;
using OwtClient.Cli.Output;

namespace OwtClient.Cli.Tests;

/// <summary>Keeps the events of a run, and lets a test wait for one.</summary>
internal sealed class RecordingOutput : IEventOutput
{
    private readonly Lock _gate = new();
    private readonly List<JoinEvent> _events = [];
    private readonly Channel<bool> _changed = Channel.CreateUnbounded<bool>();

    public IReadOnlyList<JoinEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public void Show(JoinEvent joinEvent)
    {
        lock (_gate) _events.Add(joinEvent);
        _changed.Writer.TryWrite(true);
    }

    /// <summary>The first event of a kind that satisfies a condition, now or later. One waiter at a time.</summary>
    public async Task<T> WaitForAsync<T>(Func<T, bool>? condition = null)
        where T : JoinEvent
    {
        while (true)
        {
            if (Events.OfType<T>().FirstOrDefault(e => condition is null || condition(e)) is { } found) return found;
            await _changed.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Dispose()
    {
    }
}
