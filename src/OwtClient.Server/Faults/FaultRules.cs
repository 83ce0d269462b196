using System.Text.Json;
using OwtClient.Server.Rooms;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Faults;

/// <summary>The rules in force, and what they do to requests, acks and notifications that pass.</summary>
/// <remarks>
/// Thread-safe. The oldest rule that fits and still has something to do acts; one that still lets go by leaves the occasion to the next.
/// What is delayed waits in timers that end with the server.
/// </remarks>
internal sealed class FaultRules(TimeProvider time) : IDisposable
{
    private readonly object _gate = new();
    private readonly HashSet<ITimer> _delays = [];
    private volatile Fault[] _faults = []; // replaced as a whole under the lock, read without
    private int _lastId;
    private bool _disposed;

    public IReadOnlyList<Fault> All => _faults;

    public Fault Add(FaultRule rule)
    {
        rule.Validate();
        lock (_gate)
        {
            var fault = new Fault(++_lastId, rule, Remove);
            _faults = [.. _faults, fault];
            return fault;
        }
    }

    public void Clear()
    {
        lock (_gate) _faults = [];
    }

    /// <summary>The fault that happens on an occasion, or null. It is counted.</summary>
    public FaultRule? Take(in FaultOccasion occasion)
    {
        foreach (var fault in _faults)
        {
            if (occasion.Fits(fault.Rule) && fault.TryFire()) return fault.Rule;
        }

        return null;
    }

    /// <summary>Sends an ack, late or never if a rule says so.</summary>
    public void PassAck(in FaultOccasion occasion, Action send)
    {
        switch (Take(occasion))
        {
            case { Act: FaultAct.LoseAck }:
                break;
            case { Act: FaultAct.DelayAck } rule:
                Later(rule.Delay, send);
                break;
            default:
                send();
                break;
        }
    }

    /// <summary>Delivers a notification, changed, late or never if a rule says so.</summary>
    public void PassEvent(Participant to, string name, JsonElement data, Action<string, JsonElement> deliver)
    {
        switch (_faults.Length == 0 ? null : Take(OccasionOf(to, name, data)))
        {
            case { Act: FaultAct.LoseEvent }:
                break;
            case { Act: FaultAct.DelayEvent } rule:
                Later(rule.Delay, () => deliver(name, data));
                break;
            case { Act: FaultAct.AnswerWithoutCodecs }:
                deliver(name, EmptyAnswer.Of(data));
                break;
            default:
                deliver(name, data);
                break;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var delay in _delays) delay.Dispose();
            _delays.Clear();
        }
    }

    private static FaultOccasion OccasionOf(Participant to, string name, JsonElement data)
    {
        var status = SimpleRequests.TextOf(data, name == "participant" ? "action" : "status");
        if (name != "progress") return FaultOccasion.For(FaultActs.OnEvent, name, to, status);
        if (status == "ready" && SimpleRequests.TextOf(data, "sessionId").Length > 0) name = "session-progress";
        return FaultOccasion.For(EmptyAnswer.IsAnswer(data) ? FaultActs.OnAnswer : FaultActs.OnEvent, name, to, status);
    }

    private void Remove(Fault fault)
    {
        lock (_gate) _faults = [.. _faults.Where(other => other != fault)];
    }

    private void Later(TimeSpan delay, Action action)
    {
        lock (_gate)
        {
            if (_disposed) return;
            ITimer? timer = null;
            timer = time.CreateTimer(_ => Expire(timer!, action), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _delays.Add(timer);
            timer.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Expire(ITimer timer, Action action)
    {
        lock (_gate)
        {
            if (!_delays.Remove(timer)) return; // disposed meanwhile
            timer.Dispose();
        }

        action();
    }
}
