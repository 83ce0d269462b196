using OwtClient.Conference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>The texts that a client received from one other, in order.</summary>
internal sealed class TextLog
{
    private readonly object _gate = new();
    private readonly List<string> _texts = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    public TextLog(ConferenceClient client, Func<string?> from)
    {
        client.MessageReceived += (_, e) =>
        {
            if (e.From == from()) Add(e);
        };
    }

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_gate) return [.. _texts];
        }
    }

    /// <summary>Waits until so many came.</summary>
    public Task WaitForAsync(int count)
    {
        lock (_gate)
        {
            if (_texts.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(SurvivalConference.Patience, SurvivalConference.Stop);
        }
    }

    private void Add(MessageReceivedEventArgs e)
    {
        lock (_gate)
        {
            _texts.Add(e.Message.GetString()!);
            foreach (var waiter in _waiters.Where(w => w.Count <= _texts.Count)) waiter.Reached.TrySetResult();
            _waiters.RemoveAll(w => w.Count <= _texts.Count);
        }
    }
}
