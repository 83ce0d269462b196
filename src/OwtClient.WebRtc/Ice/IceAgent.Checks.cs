using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>Our own binding requests: when they go, what they say, and when they are given up (RFC 8445 §7.2).</summary>
internal sealed partial class IceAgent
{
    /// <summary>Sends as many new checks as the pace allows and sets the time for the next.</summary>
    private void ScheduleChecks(Instant now)
    {
        _deadlines.Stop(IceDeadline.Pace);
        if (!HasRemoteCredentials || State is IceConnectionState.Failed or IceConnectionState.Closed) return;
        var triggeredOnly = SelectedPair is not null; // §8.1.2: with a selected pair the list is not worked off any more
        while (_checklist.HasNext(triggeredOnly))
        {
            if (!_pacer.TryTake(now))
            {
                _deadlines.Set(IceDeadline.Pace, _pacer.NextAt!.Value);
                return;
            }

            if (_checklist.Next(triggeredOnly) is not { } pair) return;
            pair.State = CandidatePairState.InProgress;
            StartCheck(now, pair, IceCheckKind.Connectivity);
        }
    }

    private void StartCheck(Instant now, CandidatePair pair, IceCheckKind kind)
    {
        var timing = kind == IceCheckKind.Consent ? _options.ConsentTiming : _options.CheckTiming;
        var check = new IceCheck(pair, kind, Role, new StunTransaction(StunTransactionId.Create(_random), timing));
        _checks.Add(check);
        check.Transaction.Start(now);
    }

    /// <summary>Checks again although a check is on its way; an answer to the old one is still welcome (§7.3.1.4).</summary>
    private void TriggerCheck(CandidatePair pair)
    {
        foreach (var check in _checks)
        {
            if (check.Pair == pair && check.Kind == IceCheckKind.Connectivity) check.Transaction.Cancel();
        }

        _checklist.Trigger(pair);
    }

    private void HandleCheckTimeouts(Instant now)
    {
        for (var i = _checks.Count - 1; i >= 0; i--)
        {
            var check = _checks[i];
            check.Transaction.HandleTimeout(now);
            if (check.Transaction.State != StunTransactionState.TimedOut) continue;
            _checks.RemoveAt(i);
            var saysNothing = check.Kind == IceCheckKind.Consent || check.Transaction.IsCancelled; // consent has its own clock
            if (!saysNothing) FailPair(check);
        }
    }

    private void FailPair(IceCheck check)
    {
        var pair = check.Pair;
        if (check.Kind == IceCheckKind.Connectivity && pair.State != CandidatePairState.InProgress) return;
        pair.State = CandidatePairState.Failed;
        if (pair != SelectedPair) return;
        _consent.Stop();
        Select(null);
        SetState(IceConnectionState.Checking);
    }

    private bool TryWriteRequest(Span<byte> datagram, out IceTransmit transmit)
    {
        foreach (var check in _checks)
        {
            if (!check.Transaction.TryPollTransmit()) continue;
            transmit = new IceTransmit(WriteRequest(datagram, check), check.Pair.Base, check.Pair.RemoteAddress);
            Statistics.RequestsSent++;
            if (check.Kind == IceCheckKind.Consent) Statistics.ConsentRequestsSent++;
            return true;
        }

        transmit = default;
        return false;
    }

    /// <summary>RFC 8445 §7.2.2.</summary>
    private int WriteRequest(Span<byte> datagram, IceCheck check)
    {
        var request = new StunMessageWriter(datagram, StunMessageType.BindingRequest, check.Transaction.Id);
        request.Add(StunAttributeType.Username, _requestUsername);
        request.AddUInt32(StunAttributeType.Priority, CandidatePriority.ToPeerReflexive(check.Pair.Local.Priority));
        request.AddUInt64(Role == IceRole.Controlling ? StunAttributeType.IceControlling : StunAttributeType.IceControlled, _tieBreaker);
        if (check.Kind == IceCheckKind.Nomination && Role == IceRole.Controlling) request.AddFlag(StunAttributeType.UseCandidate);
        request.AddIntegrity(_remoteKey);
        request.AddFingerprint();
        return request.Length;
    }
}
