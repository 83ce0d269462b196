using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;

namespace OwtClient.Server.Media;

/// <summary>The packets of a video track since its newest key frame, so that a new subscriber can start at once.</summary>
/// <remarks>
/// Bounded in packets and in time; when a bound is passed all of it goes, since without its beginning it is of no use. Buffers come from
/// the engine's pool: nothing is allocated per packet. Not thread-safe.
/// </remarks>
internal sealed class KeyFrameCache : IDisposable
{
    /// <summary>Most packets kept: about 600 kB.</summary>
    public const int Capacity = 512;

    /// <summary>Longest time kept.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);

    private readonly CachedPacket[] _packets = new CachedPacket[Capacity];
    private SequenceNumber _first;
    private RtpTimestamp _keyTimestamp;
    private TimeSpan _startedAt;
    private int _end; // one past the highest slot in use

    /// <summary>Whether there is something to start a subscriber with.</summary>
    public bool IsUsable => _end > 0;

    /// <summary>Takes a packet in.</summary>
    /// <param name="packet">The packet; copied.</param>
    /// <param name="startsKeyFrame">Whether it begins a key frame: everything before it goes.</param>
    /// <param name="now">The time, on a clock that only goes forward.</param>
    public void Add(in ForwardedPacket packet, bool startsKeyFrame, TimeSpan now)
    {
        // Not for a later piece of the same picture.
        if (startsKeyFrame && !(IsUsable && packet.Timestamp == _keyTimestamp)) Restart(packet, now);
        if (!IsUsable && !startsKeyFrame) return;
        var slot = packet.Sequence - _first;
        if (slot < 0) return; // late, from before the key frame
        if (slot >= Capacity || now - _startedAt > MaxAge || packet.Payload.Length > PacketPool.BufferLength)
        {
            Clear();
            return;
        }

        if (_packets[slot].Buffer is not null) return;
        _packets[slot] = CachedPacket.Copy(packet);
        _end = Math.Max(_end, slot + 1);
    }

    /// <summary>Gives a packet out; <paramref name="slot"/> counts from 0 to <see cref="End"/>.</summary>
    /// <returns>False where a packet is missing. The packet is valid until the next change.</returns>
    public bool TryGet(int slot, out ForwardedPacket packet)
    {
        ref readonly var cached = ref _packets[slot];
        packet = cached.Buffer is null ? default : cached.View(_first + slot);
        return cached.Buffer is not null;
    }

    /// <summary>One past the last slot.</summary>
    public int End => _end;

    /// <summary>Forgets everything until the next key frame.</summary>
    public void Clear()
    {
        for (var slot = 0; slot < _end; slot++)
        {
            _packets[slot].Release();
            _packets[slot] = default;
        }

        _end = 0;
    }

    public void Dispose() => Clear();

    private void Restart(in ForwardedPacket packet, TimeSpan now)
    {
        Clear();
        (_first, _keyTimestamp, _startedAt) = (packet.Sequence, packet.Timestamp, now);
    }
}
