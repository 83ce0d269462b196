using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>The packets of one stream that are missing: which, when to ask for them, and when to give up (RFC 4585 §6.2.1).</summary>
/// <remarks>Sans-IO; holds its memory and grows it up to <see cref="NackOptions.MaxMissing"/> entries.</remarks>
internal sealed class NackGenerator(NackOptions options)
{
    private Entry[] _missing = []; // ascending by sequence, and with it by time of detection
    private int _count;
    private Instant? _nextRequest;

    public int Count => _count;

    /// <summary>The oldest missing packet, or null.</summary>
    public long? First => _count == 0 ? null : _missing[0].Sequence;

    /// <summary>When the oldest missing packet was first missed, or null.</summary>
    public Instant? FirstMissedAt => _count == 0 ? null : _missing[0].MissedAt;

    /// <summary>When <see cref="TakeDue"/> has something to ask for, or null.</summary>
    public Instant? NextRequestAt => _nextRequest;

    /// <summary>Notes that the packets from <paramref name="first"/> up to, not including, <paramref name="end"/> did not come.</summary>
    /// <returns>Whether there was room for all; if not, the oldest are forgotten.</returns>
    public bool Add(Instant now, long first, long end)
    {
        var fits = true;
        if (end - first > options.MaxMissing)
        {
            first = end - options.MaxMissing;
            fits = false;
        }

        var added = (int)(end - first);
        if (_count + added > options.MaxMissing)
        {
            RemoveFront(_count + added - options.MaxMissing);
            fits = false;
        }

        EnsureCapacity(_count + added);
        var requestAt = now + options.ReorderTolerance;
        for (var sequence = first; sequence < end; sequence++) _missing[_count++] = new Entry(sequence, now, requestAt, 0);
        if (options.MaxRequests > 0 && added > 0) _nextRequest = Instant.Earliest(_nextRequest, requestAt);
        return fits;
    }

    /// <summary>A packet came after all.</summary>
    /// <returns>Whether it was missing.</returns>
    public bool Remove(long sequence)
    {
        var index = IndexOf(sequence);
        if (index < 0) return false;
        var wasNext = _missing[index].RequestAt == _nextRequest;
        Array.Copy(_missing, index + 1, _missing, index, _count - index - 1);
        _count--;
        if (wasNext) FindNextRequest();
        return true;
    }

    /// <summary>Newer packets arrived: what fell behind far enough is asked for at once, and with it the rest of its gap.</summary>
    public void HandleProgress(Instant now, long highest)
    {
        if (options.MaxRequests == 0) return;
        var first = _count; // of those not asked for yet
        while (first > 0 && _missing[first - 1].Requests == 0 && _missing[first - 1].RequestAt > now) first--;
        for (var i = first; i < _count; i++)
        {
            var sameGap = i > first && _missing[i].MissedAt == _missing[i - 1].MissedAt;
            if (!sameGap && highest - _missing[i].Sequence < options.ReorderPackets) break;
            _missing[i] = _missing[i] with { RequestAt = now };
            _nextRequest = now;
        }
    }

    /// <summary>Gives up every packet missed at or before <paramref name="limit"/>.</summary>
    /// <returns>How many.</returns>
    public int GiveUpMissedBy(Instant limit)
    {
        var expired = 0;
        while (expired < _count && _missing[expired].MissedAt <= limit) expired++;
        RemoveFront(expired);
        return expired;
    }

    /// <summary>Gives up every packet older than <paramref name="sequence"/>.</summary>
    public int GiveUpBelow(long sequence)
    {
        var index = IndexOf(sequence);
        var older = index < 0 ? ~index : index;
        RemoveFront(older);
        return older;
    }

    /// <summary>Takes the packets to ask for now, oldest first, and schedules the next request of each.</summary>
    /// <param name="now">The time.</param>
    /// <param name="roundTripTime">An answer cannot be expected earlier.</param>
    /// <param name="requests">Filled with sequence numbers; what does not fit stays due.</param>
    /// <returns>How many were taken.</returns>
    public int TakeDue(Instant now, TimeSpan roundTripTime, Span<SequenceNumber> requests)
    {
        if (_nextRequest is not { } next || now < next) return 0;
        var taken = 0;
        for (var i = 0; i < _count && taken < requests.Length; i++)
        {
            ref var entry = ref _missing[i];
            if (entry.Requests >= options.MaxRequests || entry.RequestAt > now) continue;
            requests[taken++] = SequenceUnwrapper.Wrap(entry.Sequence);
            entry = entry with { Requests = entry.Requests + 1, RequestAt = now + roundTripTime + options.RepeatMargin };
        }

        FindNextRequest();
        return taken;
    }

    public void Clear() => (_count, _nextRequest) = (0, null);

    private void RemoveFront(int count)
    {
        if (count == 0) return;
        Array.Copy(_missing, count, _missing, 0, _count - count);
        _count -= count;
        FindNextRequest();
    }

    private void FindNextRequest()
    {
        _nextRequest = null;
        foreach (ref readonly var entry in _missing.AsSpan(0, _count))
        {
            if (entry.Requests < options.MaxRequests) _nextRequest = Instant.Earliest(_nextRequest, entry.RequestAt);
        }
    }

    private int IndexOf(long sequence)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (_missing[middle].Sequence == sequence) return middle;
            if (_missing[middle].Sequence < sequence) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    private void EnsureCapacity(int count)
    {
        if (count > _missing.Length) Array.Resize(ref _missing, Math.Min(Math.Max(16, count * 2), options.MaxMissing));
    }

    private readonly record struct Entry(long Sequence, Instant MissedAt, Instant RequestAt, int Requests);
}
