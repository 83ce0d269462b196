using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>The peer's answers to our checks (RFC 8445 §7.2.5).</summary>
internal sealed partial class IceAgent
{
    private IceDatagramStatus HandleResponse(Instant now, TransportAddress @base, TransportAddress remote, StunMessageReader response)
    {
        var id = response.TransactionId;
        var index = _checks.FindIndex(c => c.Transaction.Id == id);
        if (index < 0) return IceDatagramStatus.UnknownTransaction;
        if (!response.HasIntegrity(_remoteKey)) return IceDatagramStatus.Unauthenticated; // as if it never came (RFC 8489 §9.1.4)

        Statistics.ResponsesReceived++;
        var check = _checks[index];
        _checks.RemoveAt(index);
        check.Transaction.HandleResponse();
        var pair = check.Pair;
        var isSymmetric = pair.Base == @base && pair.RemoteAddress == remote; // §7.2.5.2.1
        if (response.Type == StunMessageType.BindingError) HandleErrorResponse(check, response);
        else if (isSymmetric && response.TryGetXorMappedAddress(out var mapped)) HandleSuccess(now, check, mapped);
        else FailPair(check);
        Proceed(now);
        return IceDatagramStatus.Handled;
    }

    private void HandleErrorResponse(IceCheck check, StunMessageReader response)
    {
        if (response.TryGetErrorCode(out var code) && code == StunErrorCode.RoleConflict)
        {
            if (check.Role == Role) ChangeRole(Role == IceRole.Controlling ? IceRole.Controlled : IceRole.Controlling);
            if (check.Kind == IceCheckKind.Connectivity) TriggerCheck(check.Pair); // §7.2.5.1
            return;
        }

        if (check.Kind != IceCheckKind.Consent) FailPair(check);
    }

    private void HandleSuccess(Instant now, IceCheck check, TransportAddress mapped)
    {
        var pair = check.Pair;
        if (check.Transaction.Transmissions == 1) pair.RoundTripTime = now - check.Transaction.SentAt;
        pair.IsProven = true;
        LearnLocal(pair, mapped);
        if (pair.State != CandidatePairState.Succeeded)
        {
            (pair.State, pair.ValidSince) = (CandidatePairState.Succeeded, now);
            _checklist.Unfreeze(pair);
        }

        if (pair == SelectedPair)
        {
            _consent.HandleConsent(now);
            HandleTraffic(now);
        }

        if (check.Kind == IceCheckKind.Nomination && pair == SelectedPair) Conclude(pair);
        else if (pair.NominateOnSuccess && Role == IceRole.Controlled) HandleNomination(now, pair);
    }

    /// <summary>The peer sees us where we did not know to be: behind a NAT (§7.2.5.3.1).</summary>
    private void LearnLocal(CandidatePair pair, TransportAddress mapped)
    {
        if (mapped == pair.Local.Address) return;
        var known = _localCandidates.Find(c => c.Address == mapped && c.Base == pair.Base);
        if (known is null && _localCandidates.Count < _options.MaxLocalCandidates)
        {
            var priority = CandidatePriority.ToPeerReflexive(pair.Local.Priority);
            known = new Candidate(CandidateType.PeerReflexive, mapped, priority, pair.Local.Foundation) { Base = pair.Base };
            _localCandidates.Add(known);
        }

        if (known is not null) pair.Local = known;
    }
}
