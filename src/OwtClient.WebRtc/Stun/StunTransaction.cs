using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Stun;

/// <summary>Client side of one STUN request over UDP: when to send, send again, and give up (RFC 8489 §6.2.1).</summary>
/// <remarks>
/// Holds no message: the owner writes it when <see cref="TryPollTransmit"/> says so. After each input the owner drains that and
/// re-arms from <see cref="Deadline"/>. Not thread-safe.
/// </remarks>
internal sealed class StunTransaction(StunTransactionId id, StunTimingOptions timing)
{
    private int _sent;
    private bool _transmitPending;

    public StunTransactionId Id { get; } = id;

    public StunTransactionState State { get; private set; }

    /// <summary>When <see cref="HandleTimeout"/> has something to do; null: nothing to wait for.</summary>
    public Instant? Deadline { get; private set; }

    /// <summary>When the request was sent last; an answer to a repeated request may belong to an earlier one.</summary>
    public Instant SentAt { get; private set; }

    public int Transmissions => _sent;

    /// <summary>Whether it was given up early: its timeout says nothing about the path.</summary>
    public bool IsCancelled { get; private set; }

    public void Start(Instant now) => Transmit(now);

    public void HandleTimeout(Instant now)
    {
        if (Deadline is not { } deadline || now < deadline) return; // early or stale wake-up
        if (_sent < timing.MaxTransmissions && !IsCancelled) Transmit(now);
        else Finish(StunTransactionState.TimedOut);
    }

    public void HandleResponse()
    {
        if (State == StunTransactionState.Waiting) Finish(StunTransactionState.Completed); // duplicates change nothing
    }

    /// <summary>Sends no more, but still takes an answer until the next repetition would have been due (RFC 8445 §7.3.1.4).</summary>
    public void Cancel() => (IsCancelled, _transmitPending) = (true, false);

    /// <summary>Whether the request is to be sent now; asking takes it.</summary>
    public bool TryPollTransmit()
    {
        var pending = _transmitPending;
        _transmitPending = false;
        return pending;
    }

    private void Transmit(Instant now)
    {
        (State, _transmitPending, SentAt) = (StunTransactionState.Waiting, true, now);
        var waitRtos = ++_sent < timing.MaxTransmissions ? 1 << (_sent - 1) : timing.FinalWaitRtos; // 1, 2, 4 … then Rm
        Deadline = now + (timing.InitialRto * waitRtos);
    }

    private void Finish(StunTransactionState state) => (State, Deadline, _transmitPending) = (state, null, false);
}
