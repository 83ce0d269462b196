using System.Text;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>Candidates of both sides, and the pairs they form as they come (RFC 8445 §6.1.2, RFC 8838 §11, §12).</summary>
internal sealed partial class IceAgent
{
    private int _peerReflexiveCount;

    /// <summary>Adds a candidate of ours. Host candidates come before the reflexive ones that have them as base.</summary>
    /// <returns>False for a repeated one and beyond <see cref="IceAgentOptions.MaxLocalCandidates"/>.</returns>
    public bool AddLocalCandidate(Instant now, Candidate candidate)
    {
        if (IsClosed || _localCandidates.Count >= _options.MaxLocalCandidates) return false;
        if (_localCandidates.Exists(c => c.Address == candidate.Address && c.Base == candidate.Base)) return false;
        _localCandidates.Add(candidate);
        if (SelectedPair is not null) return true;
        foreach (var remote in _remoteCandidates) FormPair(candidate, remote, SpeculativeClaim);
        Proceed(now);
        return true;
    }

    /// <summary>
    /// Tells the peer's credentials, from its description; checks begin as soon as there is a pair, too. The first call counts: an ICE
    /// restart is a new agent.
    /// </summary>
    public void SetRemoteCredentials(Instant now, string ufrag, string password)
    {
        if (IsClosed || HasRemoteCredentials || ufrag.Length is 0 or > 256 || password.Length is 0 or > 256) return;
        _remoteUfrag = ufrag;
        _remoteKey = Encoding.UTF8.GetBytes(password);
        _requestUsername = Encoding.ASCII.GetBytes($"{ufrag}:{LocalUfrag}"); // RFC 8445 §7.2.2
        BeginChecking(now);
        Proceed(now);
    }

    /// <summary>Adds a candidate that the peer signaled.</summary>
    /// <returns>False for what cannot be used: TCP, names, other components or generations, repetitions, or too many.</returns>
    public bool AddRemoteCandidate(Instant now, CandidateAttribute attribute)
    {
        if (IsClosed || !attribute.TryGetTransportAddress(out var address)) return false;
        if (attribute.UsernameFragment is { } ufrag && HasRemoteCredentials && ufrag != _remoteUfrag) return false;
        return AddRemote(now, new Candidate(attribute.Type, address, attribute.Priority, attribute.Foundation));
    }

    /// <summary>The peer signaled that no more candidates will come (RFC 8838 §14).</summary>
    public void EndRemoteCandidates(Instant now)
    {
        if (IsClosed) return;
        _remoteGatheringDone = true;
        Proceed(now);
    }

    private IcePathClaim SpeculativeClaim => Role == IceRole.Controlling ? IcePathClaim.Movable : IcePathClaim.Tentative;

    private bool AddRemote(Instant now, Candidate candidate)
    {
        var known = _remoteCandidates.FindIndex(c => c.Address == candidate.Address);
        if (known >= 0) return candidate.Type != CandidateType.PeerReflexive && ReplacePeerReflexive(known, candidate);
        if (_remoteCandidates.Count >= _options.MaxRemoteCandidates) return false;
        _remoteCandidates.Add(candidate);
        _lastRemoteCandidateAt = now;
        BeginChecking(now);
        if (SelectedPair is not null) return true;
        foreach (var local in _localCandidates.ToArray()) FormPair(local, candidate, SpeculativeClaim); // which may add a substitute
        Proceed(now);
        return true;
    }

    /// <summary>Signaling was slower than the peer's check: now its type and priority are known.</summary>
    private bool ReplacePeerReflexive(int index, Candidate signaled)
    {
        var learned = _remoteCandidates[index];
        if (learned.Type != CandidateType.PeerReflexive) return false;
        _remoteCandidates[index] = signaled;
        foreach (var pair in _checklist.Pairs)
        {
            if (pair.Remote != learned) continue;
            pair.Remote = signaled;
            pair.Priority = ComputePriority(pair.Local, signaled);
        }

        _checklist.Sort();
        return true;
    }

    private Candidate? LearnRemote(Instant now, TransportAddress address, uint priority)
    {
        if (_remoteCandidates.Find(c => c.Address == address) is { } known) return known;
        if (_remoteCandidates.Count >= _options.MaxRemoteCandidates) return null;
        var foundation = $"prflx{++_peerReflexiveCount}"; // unlike any other (§7.3.1.3)
        var learned = new Candidate(CandidateType.PeerReflexive, address, priority, foundation);
        _remoteCandidates.Add(learned);
        _lastRemoteCandidateAt = now;
        BeginChecking(now);
        return learned;
    }

    private CandidatePair? FormPair(Candidate local, Candidate remote, IcePathClaim claim)
    {
        // A reflexive candidate sends from its base, whose own pair is the same way (§6.1.2.4).
        if (local.Type is CandidateType.ServerReflexive or CandidateType.PeerReflexive || !Checklist.CanPair(local, remote)) return null;
        if (!_paths.TryReserve(local.Base, remote.Address, claim, out var reserved)) return null;
        if (reserved != local.Base) local = SubstituteFor(local, reserved);
        if (_checklist.Find(reserved, remote.Address) is { } existing) return existing;

        var pair = new CandidatePair(local, remote) { Priority = ComputePriority(local, remote) };
        var added = _checklist.TryAdd(pair, out var evicted);
        if (evicted is not null) Forget(evicted);
        if (!added) _paths.Release(reserved, remote.Address);
        return added ? pair : null;
    }

    /// <summary>The same candidate on another socket. It is not signaled: the peer learns it from the first check.</summary>
    private Candidate SubstituteFor(Candidate local, TransportAddress @base)
    {
        if (_localCandidates.Find(c => c.Base == @base && c.Type == CandidateType.Host) is { } known) return known;
        var substitute = local with { Address = @base, Base = @base };
        _localCandidates.Add(substitute);
        return substitute;
    }

    private void Forget(CandidatePair pair)
    {
        _paths.Release(pair.Base, pair.RemoteAddress);
        _checks.RemoveAll(check => check.Pair == pair);
    }

    private ulong ComputePriority(Candidate local, Candidate remote) => Role == IceRole.Controlling
        ? CandidatePriority.OfPair(local.Priority, remote.Priority)
        : CandidatePriority.OfPair(remote.Priority, local.Priority);

    private void BeginChecking(Instant now)
    {
        if (State != IceConnectionState.New || !HasRemoteCredentials || _remoteCandidates.Count == 0) return;
        _checkingSince = now;
        SetState(IceConnectionState.Checking);
    }
}
