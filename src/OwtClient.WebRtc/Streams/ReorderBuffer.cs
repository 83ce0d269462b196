using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Keeps copies of packets that came before their turn.</summary>
/// <remarks>Slots grow on demand up to the capacity; payloads are in pooled buffers, handed back as soon as their turn has come.</remarks>
internal sealed class ReorderBuffer(PacketPool pool, int capacity)
{
    private Slot[] _slots = []; // by sequence number, modulo the length, a power of two

    /// <summary>Packets waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Widest distance between the next packet in turn and one that can be kept. A power of two.</summary>
    public int Capacity { get; } = capacity;

    public bool Contains(long sequence) => _slots.Length > 0 && At(sequence) is { Buffer: not null } slot && slot.Sequence == sequence;

    /// <summary>Keeps a copy.</summary>
    /// <param name="next">The sequence number in turn; <paramref name="sequence"/> is newer by less than <see cref="Capacity"/>.</param>
    /// <param name="sequence">Of the packet, wraps undone.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="packet">The packet; its payload is at most <see cref="PacketPool.BufferLength"/> bytes.</param>
    public void Store(long next, long sequence, Instant now, in RtpPacketReader packet)
    {
        EnsureSpan((int)(sequence - next) + 1);
        ref var slot = ref At(sequence);
        var buffer = slot.Buffer ?? pool.Rent();
        if (slot.Buffer is null) Count++;
        packet.Payload.CopyTo(buffer);
        slot = new Slot
        {
            Sequence = sequence,
            Buffer = buffer,
            Length = packet.Payload.Length,
            PayloadType = packet.PayloadType,
            Timestamp = packet.Timestamp,
            Marker = packet.Marker,
            ArrivedAt = now,
        };
    }

    /// <summary>Hands a packet to the sink and its buffer back to the pool.</summary>
    /// <returns>False when it is not here.</returns>
    public bool TryDeliver(long sequence, IOrderedPacketSink sink)
    {
        if (!Contains(sequence)) return false;
        ref var slot = ref At(sequence);
        var buffer = slot.Buffer!;
        sink.HandlePacket(new OrderedPacket
        {
            Sequence = sequence,
            PayloadType = slot.PayloadType,
            Timestamp = slot.Timestamp,
            Marker = slot.Marker,
            ArrivedAt = slot.ArrivedAt,
            Payload = buffer.AsSpan(0, slot.Length),
        });
        slot.Buffer = null;
        Count--;
        pool.Return(buffer);
        return true;
    }

    /// <summary>Throws everything away.</summary>
    public void Clear()
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Buffer is { } buffer) pool.Return(buffer);
            slot = default;
        }

        Count = 0;
    }

    private ref Slot At(long sequence) => ref _slots[(int)(sequence & (_slots.Length - 1))];

    private void EnsureSpan(int span)
    {
        if (span <= _slots.Length) return;
        var length = Math.Max(16, _slots.Length);
        while (length < span) length *= 2;
        var grown = new Slot[length];
        foreach (var slot in _slots)
        {
            if (slot.Buffer is not null) grown[(int)(slot.Sequence & (length - 1))] = slot;
        }

        _slots = grown;
    }

    private struct Slot
    {
        public long Sequence;
        public byte[]? Buffer; // null: empty
        public int Length;
        public PayloadType PayloadType;
        public RtpTimestamp Timestamp;
        public bool Marker;
        public Instant ArrivedAt;
    }
}
