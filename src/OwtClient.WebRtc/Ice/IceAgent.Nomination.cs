using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>Which pair is used (RFC 8445 §8.1), and whether the peer still wants to receive on it (RFC 7675).</summary>
internal sealed partial class IceAgent
{
    private static readonly TimeSpan MinGrace = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MaxGrace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RelayGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>A selected pair for which USE-CANDIDATE was not repeated for this long has been left by the peer.</summary>
    private static readonly TimeSpan NominationMemory = TimeSpan.FromSeconds(6);

    /// <summary>Controlling: nominates the best pair as soon as none better can be expected, or the better ones had their time.</summary>
    private void ConsiderNomination(Instant now)
    {
        if (Role != IceRole.Controlling || SelectedPair is not null || State != IceConnectionState.Checking) return;
        var betterMayCome = false;
        foreach (var pair in _checklist.Pairs)
        {
            betterMayCome |= pair.IsOpen;
            if (pair.State != CandidatePairState.Succeeded) continue;
            if (!betterMayCome) Nominate(now, pair);
            else if (_deadlines[IceDeadline.Nominate] is null) _deadlines.Set(IceDeadline.Nominate, now + GraceFor(pair));
            return;
        }
    }

    /// <summary>A pair better than this one should answer within a few of its round trips; a relay is worth a longer wait.</summary>
    private static TimeSpan GraceFor(CandidatePair pair)
    {
        if (pair.IsRelayed) return RelayGrace;
        var grace = (pair.RoundTripTime ?? MaxGrace) * 3;
        return grace < MinGrace ? MinGrace : grace > MaxGrace ? MaxGrace : grace;
    }

    private void NominateBest(Instant now)
    {
        if (Role != IceRole.Controlling || SelectedPair is not null || State != IceConnectionState.Checking) return;
        foreach (var pair in _checklist.Pairs)
        {
            if (pair.State != CandidatePairState.Succeeded) continue;
            Nominate(now, pair);
            return;
        }
    }

    /// <summary>Data may go at once: the pair is valid, and the peer knows it from our first check.</summary>
    private void Nominate(Instant now, CandidatePair pair)
    {
        _deadlines.Stop(IceDeadline.Nominate);
        StartCheck(now, pair, IceCheckKind.Nomination);
        Use(now, pair);
    }

    /// <summary>Controlled: the peer asked for this pair.</summary>
    /// <remarks>
    /// Deviates from RFC 8445 §8.1.1 (one nomination): because Chromium and RFC 5245 agents nominate again. Of several the best wins,
    /// unless the peer ceased to ask for the selected one.
    /// </remarks>
    private void HandleNomination(Instant now, CandidatePair pair)
    {
        pair.NominatedAt = now;
        pair.NominateOnSuccess = pair.State != CandidatePairState.Succeeded;
        if (pair.NominateOnSuccess || pair == SelectedPair) return;
        if (SelectedPair is { } selected && selected.Priority > pair.Priority && !WasLeft(now, selected)) return;
        Use(now, pair);
        Conclude(pair);
    }

    private static bool WasLeft(Instant now, CandidatePair pair) => pair.NominatedAt is not { } at || now - at > NominationMemory;

    private void Use(Instant now, CandidatePair pair)
    {
        Select(pair);
        _consent.Start(now);
        if (State is not IceConnectionState.Completed) SetState(IceConnectionState.Connected);
    }

    /// <summary>Ends the checks (§8.1.2) and frees what the other pairs held. A request of the peer brings a pair back.</summary>
    private void Conclude(CandidatePair selected)
    {
        _checks.RemoveAll(check => check.Pair != selected);
        foreach (var pair in _checklist.RetainOnly(selected)) _paths.Release(pair.Base, pair.RemoteAddress);
        SetState(IceConnectionState.Completed);
    }

    private void HandleConsentTimeouts(Instant now)
    {
        if (SelectedPair is not { } selected) return;
        if (_consent.IsExpired(now))
        {
            Fail();
            return;
        }

        if (_consent.TryTakeSilence(now)) SetState(IceConnectionState.Disconnected);
        if (_consent.TryTakeCheck(now)) StartCheck(now, selected, IceCheckKind.Consent);
    }
}
