using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Merges the key frame requests that a sender gets: several in a short time are one for the encoder.</summary>
/// <remarks>Mutable struct; keep it in a field. A request that comes too soon after another is passed on late, not lost.</remarks>
internal struct KeyFrameDemand
{
    /// <summary>Least time between two requests passed on.</summary>
    internal static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(100);

    private Instant? _lastTaken;

    /// <summary>When a request is to be passed on, or null.</summary>
    public Instant? Deadline { get; private set; }

    public void Request(Instant now) => Deadline ??= _lastTaken is { } last && last + MinInterval > now ? last + MinInterval : now;

    /// <summary>A key frame is being sent anyway.</summary>
    public void Satisfy() => Deadline = null;

    public bool TryTake(Instant now)
    {
        if (Deadline is not { } deadline || now < deadline) return false;
        (_lastTaken, Deadline) = (now, null);
        return true;
    }
}
