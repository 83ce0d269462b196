using OwtClient.Protocol;

namespace OwtClient.Channels;

/// <summary>Hands the server's progress messages to the sessions they are about.</summary>
/// <remarks>
/// A message may overtake the reply that tells a session its id: both come over the wire in order, but are handled on different threads. So
/// messages about unknown ids are kept while a request is under way, and looked through when an id becomes known. No I/O. Thread-safe.
/// </remarks>
internal sealed class ProgressRouter
{
    private const int MaxKept = 64;

    private readonly object _gate = new();
    private readonly Dictionary<string, Action<NegotiationInput>> _targets = [];
    private readonly List<(string Id, string? SessionId, NegotiationInput Input)> _kept = [];
    private int _openRequests;

    /// <summary>A <c>publish</c> or <c>subscribe</c> is about to be sent.</summary>
    public void RequestBegins()
    {
        lock (_gate) _openRequests++;
    }

    /// <summary>Its reply has been handled.</summary>
    public void RequestEnds()
    {
        lock (_gate)
        {
            if (--_openRequests == 0) _kept.Clear();
        }
    }

    /// <summary>Messages about either id go to <paramref name="target"/> from now on, those kept first.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="transportId">Its transport's id; may be the same.</param>
    /// <param name="target">Called under a lock: it queues, and does nothing else.</param>
    public void Register(string sessionId, string transportId, Action<NegotiationInput> target)
    {
        lock (_gate)
        {
            _targets[sessionId] = target;
            _targets[transportId] = target;
            foreach (var (id, session, input) in _kept)
            {
                if (id == transportId || id == sessionId || session == sessionId) target(input);
            }

            _kept.RemoveAll(k => k.Id == transportId || k.Id == sessionId || k.SessionId == sessionId);
        }
    }

    public void Unregister(string sessionId, string transportId)
    {
        lock (_gate)
        {
            _targets.Remove(sessionId);
            _targets.Remove(transportId);
        }
    }

    /// <summary>Hands a notification on.</summary>
    /// <returns>False when it is not about a session's progress, or about one that nobody knows.</returns>
    public bool Dispatch(Notification notification)
    {
        if (InputOf(notification) is not var (id, sessionId, input)) return false;
        lock (_gate)
        {
            if (Find(id, sessionId) is { } target) target(input);
            else if (_openRequests > 0 && _kept.Count < MaxKept) _kept.Add((id, sessionId, input));
            else return false;
        }

        return true;
    }

    private Action<NegotiationInput>? Find(string id, string? sessionId) =>
        sessionId is not null && _targets.TryGetValue(sessionId, out var bySession) ? bySession : _targets.GetValueOrDefault(id);

    private static (string Id, string? SessionId, NegotiationInput Input)? InputOf(Notification notification) => notification switch
    {
        Notification.Answer n => (n.TransportId, null, new NegotiationInput.AnswerReceived(n.Sdp)),
        Notification.RemoteCandidate n => (n.TransportId, null, new NegotiationInput.RemoteCandidate(n.Candidate)),
        Notification.TransportReady n => (n.TransportId, null, new NegotiationInput.TransportReady()),
        Notification.SessionReady n => (n.TransportId, n.SessionId, new NegotiationInput.SessionReady()),
        Notification.SessionFailed n => (n.Id, n.SessionId, new NegotiationInput.SessionFailed(n.Reason)),
        Notification.StreamRemoved n => (n.StreamId, n.StreamId, new NegotiationInput.Removed()),
        _ => null,
    };
}
