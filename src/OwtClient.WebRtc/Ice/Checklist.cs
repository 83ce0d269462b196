using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>The pairs of the one data stream, best first, and which to check next (RFC 8445 §6.1.2, RFC 8838 §12).</summary>
internal sealed class Checklist(int capacity)
{
    private readonly List<CandidatePair> _pairs = [];
    private readonly Queue<CandidatePair> _triggered = new();

    /// <summary>By descending priority.</summary>
    public IReadOnlyList<CandidatePair> Pairs => _pairs;

    public bool HasTriggered => _triggered.Count > 0;

    public static bool CanPair(Candidate local, Candidate remote) =>
        local.Base.IsIPv4 == remote.Address.IsIPv4 && local.Base.IsLinkLocal == remote.Address.IsLinkLocal;

    public CandidatePair? Find(TransportAddress @base, TransportAddress remote)
    {
        foreach (var pair in _pairs)
        {
            if (pair.RemoteAddress == remote && pair.Base == @base) return pair;
        }

        return null;
    }

    /// <summary>Puts a pair in its place. A full list gives up its worst unchecked pair for a better one (§6.1.2.5).</summary>
    /// <param name="pair">With its priority.</param>
    /// <param name="evicted">The pair that had to go, or null.</param>
    /// <returns>False if the list is full of better pairs.</returns>
    public bool TryAdd(CandidatePair pair, out CandidatePair? evicted)
    {
        evicted = null;
        if (_pairs.Count == capacity)
        {
            evicted = _pairs.FindLast(p => p.State is CandidatePairState.Failed or CandidatePairState.Frozen or CandidatePairState.Waiting);
            if (evicted is null || (evicted.State != CandidatePairState.Failed && evicted.Priority >= pair.Priority))
            {
                evicted = null;
                return false;
            }

            _pairs.Remove(evicted);
        }

        if (!_pairs.Exists(p => p.HasSameFoundation(pair) && p.State is CandidatePairState.Waiting or CandidatePairState.InProgress))
        {
            pair.State = CandidatePairState.Waiting;
        }

        _pairs.Add(pair);
        Sort();
        return true;
    }

    /// <summary>Has the pair checked before all others, in the order of these calls (§7.3.1.4).</summary>
    public void Trigger(CandidatePair pair)
    {
        pair.State = CandidatePairState.Waiting;
        if (!_triggered.Contains(pair)) _triggered.Enqueue(pair);
    }

    /// <summary>The pair to check now: triggered ones first, then the best waiting, then the best frozen (§6.1.4.2).</summary>
    public CandidatePair? Next(bool triggeredOnly)
    {
        while (_triggered.TryDequeue(out var triggered))
        {
            if (triggered.State == CandidatePairState.Waiting && _pairs.Contains(triggered)) return triggered;
        }

        if (triggeredOnly) return null;
        return _pairs.Find(p => p.State == CandidatePairState.Waiting)
            ?? _pairs.Find(p => p.State == CandidatePairState.Frozen && !_pairs.Exists(
                other => other.State == CandidatePairState.InProgress && other.HasSameFoundation(p)));
    }

    /// <summary>Whether <see cref="Next"/> would find a pair.</summary>
    public bool HasNext(bool triggeredOnly) => HasTriggered || (!triggeredOnly && _pairs.Exists(
        p => p.State == CandidatePairState.Waiting
            || (p.State == CandidatePairState.Frozen && !_pairs.Exists(
                other => other.State == CandidatePairState.InProgress && other.HasSameFoundation(p)))));

    /// <summary>A success speaks for the pairs of the same foundation (§7.2.5.3.3).</summary>
    public void Unfreeze(CandidatePair succeeded)
    {
        foreach (var pair in _pairs)
        {
            if (pair.State == CandidatePairState.Frozen && pair.HasSameFoundation(succeeded)) pair.State = CandidatePairState.Waiting;
        }
    }

    /// <summary>Leaves only the pair that was selected (§8.1.2).</summary>
    /// <returns>The pairs that went.</returns>
    public IReadOnlyList<CandidatePair> RetainOnly(CandidatePair selected)
    {
        var removed = _pairs.FindAll(p => p != selected);
        _pairs.RemoveAll(p => p != selected);
        _triggered.Clear();
        return removed;
    }

    /// <summary>After priorities changed.</summary>
    public void Sort() => _pairs.Sort(static (a, b) => b.Priority.CompareTo(a.Priority));
}
