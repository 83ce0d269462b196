using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Decides when a receiver asks for a key frame: soon after the need arises, not too often, again until one comes.</summary>
/// <remarks>Mutable struct; keep it in a field.</remarks>
internal struct KeyFrameRequester
{
    /// <summary>Least time between two requests.</summary>
    internal static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Time after which an unfulfilled request is repeated: the request or the key frame may have been lost.</summary>
    internal static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(500);

    private Instant? _lastSent;

    /// <summary>When the next request is due, or null.</summary>
    public Instant? Deadline { get; private set; }

    /// <summary>Requests sent.</summary>
    public long Count { get; private set; }

    /// <summary>A key frame is needed, at <paramref name="at"/> at the earliest.</summary>
    public void Request(Instant at)
    {
        var allowed = _lastSent is { } last && last + MinInterval > at ? last + MinInterval : at;
        Deadline = Deadline is { } pending && pending < allowed ? pending : allowed;
    }

    /// <summary>A key frame came.</summary>
    public void Satisfy() => Deadline = null;

    /// <summary>Whether to send a request now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="repeat">Whether someone will say when the key frame has come; without, one request is all.</param>
    public bool TryTake(Instant now, bool repeat)
    {
        if (Deadline is not { } deadline || now < deadline) return false;
        _lastSent = now;
        Deadline = repeat ? now + RepeatInterval : null;
        Count++;
        return true;
    }
}
