using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Ice;

/// <summary>Spreads new checks: a burst at once, then one per interval (RFC 8445 §14.2).</summary>
internal sealed class CheckPacer(TimeSpan interval, int burst)
{
    private Instant? _spentUntil; // each check spends one interval; being burst − 1 intervals ahead of the clock is allowed

    /// <summary>When the next check may go.</summary>
    public Instant? NextAt => _spentUntil - (interval * (burst - 1));

    public bool TryTake(Instant now)
    {
        if (NextAt is { } next && now < next) return false;
        _spentUntil = (_spentUntil is { } spent && spent > now ? spent : now) + interval;
        return true;
    }
}
