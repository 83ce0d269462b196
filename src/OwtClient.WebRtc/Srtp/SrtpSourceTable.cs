using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Srtp;

/// <summary>State per synchronization source, bounded in number, with a shortcut for the source of the packet before.</summary>
internal sealed class SrtpSourceTable<TState>(int capacity)
    where TState : class
{
    private readonly Dictionary<uint, TState> _bySsrc = [];
    private uint _lastSsrc;
    private TState? _last;

    public bool IsFull => _bySsrc.Count >= capacity;

    public bool TryGet(uint ssrc, [NotNullWhen(true)] out TState? state)
    {
        if (_last is not null && _lastSsrc == ssrc)
        {
            state = _last;
            return true;
        }

        if (!_bySsrc.TryGetValue(ssrc, out state)) return false;
        (_lastSsrc, _last) = (ssrc, state);
        return true;
    }

    /// <summary>Adds a source that is not there yet; the caller has asked <see cref="IsFull"/>.</summary>
    public void Add(uint ssrc, TState state) => _bySsrc.Add(ssrc, state);
}
