using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Peer;

/// <summary>Media that came before the keys to read it: the peer that ends the handshake may send at once, and its packets can overtake it.</summary>
/// <remarks>
/// RFC 5764 §5.1.2 leaves such packets to the receiver. The first ones are the worst to lose: a receiver cannot know of packets before the
/// first it saw, so it never asks for them. Bounded; what does not fit is dropped. Its owner's lock guards it.
/// </remarks>
internal sealed class EarlyMedia
{
    private const int MaxKept = 512; // datagrams: a key frame and what follows it, about 600 kB for the length of a round trip

    private readonly Queue<(byte[] Buffer, int Length, TransportAddress Base, TransportAddress Remote)> _kept = new();

    public void Add(ReadOnlySpan<byte> datagram, TransportAddress @base, TransportAddress remote)
    {
        if (_kept.Count >= MaxKept || datagram.Length > PacketPool.BufferLength) return;
        var buffer = PacketPool.Shared.Rent();
        datagram.CopyTo(buffer);
        _kept.Enqueue((buffer, datagram.Length, @base, remote));
    }

    /// <summary>Takes the oldest; the caller gives the buffer back to <see cref="PacketPool.Shared"/>.</summary>
    public bool TryTake(out (byte[] Buffer, int Length, TransportAddress Base, TransportAddress Remote) datagram) => _kept.TryDequeue(out datagram);

    /// <summary>Gives everything up.</summary>
    public void Clear()
    {
        while (_kept.TryDequeue(out var datagram)) PacketPool.Shared.Return(datagram.Buffer);
    }
}
