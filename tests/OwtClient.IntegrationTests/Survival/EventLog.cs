namespace OwtClient.IntegrationTests.Survival;

/// <summary>What happened to a publication or subscription, in order.</summary>
internal sealed class EventLog
{
    private readonly List<string> _events = [];

    public EventLog(ConferenceSession session)
    {
        session.Interrupted += (_, _) => Add("interrupted");
        session.Restored += (_, _) => Add("restored");
        session.Failed += (_, _) => Add("failed");
        session.Ended += (_, e) => Add($"ended {e.Reason}");
    }

    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_events) return [.. _events];
        }
    }

    private void Add(string text)
    {
        lock (_events) _events.Add(text);
    }
}
