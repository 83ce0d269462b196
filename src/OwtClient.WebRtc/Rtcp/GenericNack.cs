using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Packets that a receiver misses, read in place; enumerates their sequence numbers (RFC 4585 §6.2.1).</summary>
/// <code>
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     packet id (PID)           | bitmask of following (BLP)    |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// </code>
internal readonly ref struct GenericNack
{
    private const int PairLength = 4; // bytes
    private const int BitsPerMask = 16;
    private readonly ReadOnlySpan<byte> _pairs;

    private GenericNack(Ssrc sender, Ssrc media, ReadOnlySpan<byte> pairs)
    {
        Sender = sender;
        Media = media;
        _pairs = pairs;
    }

    public Ssrc Sender { get; }

    /// <summary>The stream that has gaps.</summary>
    public Ssrc Media { get; }

    /// <summary>Reads a generic NACK; false for anything else, and for one that asks for nothing.</summary>
    public static bool TryRead(in RtcpPacketReader packet, out GenericNack nack)
    {
        nack = default;
        if (!packet.Is(RtcpPacketType.TransportFeedback, FeedbackFormat.GenericNack)) return false;
        if (!packet.TryReadFeedback(out var sender, out var media, out var pairs) || pairs.IsEmpty) return false;
        nack = new GenericNack(sender, media, pairs);
        return true;
    }

    public Enumerator GetEnumerator() => new(_pairs);

    /// <summary>Appends one packet that asks for as many of <paramref name="missing"/> as fit.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sender">Who asks.</param>
    /// <param name="media">The stream that has gaps.</param>
    /// <param name="missing">Sequence numbers, oldest first.</param>
    /// <param name="taken">How many from the front the packet asks for.</param>
    /// <returns>False when not even one pair fits, or nothing is missing.</returns>
    public static bool TryWrite(ref RtcpWriter writer, Ssrc sender, Ssrc media, scoped ReadOnlySpan<SequenceNumber> missing, out int taken)
    {
        const int overhead = RtcpPacketReader.HeaderLength + 8;
        var pairs = Pack(missing, Math.Max(0, writer.Room - overhead) / PairLength, default, out taken);
        if (pairs == 0) return false;
        var format = FeedbackFormat.GenericNack;
        var begun = writer.TryBeginFeedback(RtcpPacketType.TransportFeedback, format, sender, media, pairs * PairLength, out var feedback);
        if (begun) Pack(missing, pairs, feedback, out taken);
        return begun;
    }

    // Counts the pairs, and writes them when there is a destination.
    private static int Pack(ReadOnlySpan<SequenceNumber> missing, int maxPairs, Span<byte> destination, out int taken)
    {
        taken = 0;
        var pairs = 0;
        while (taken < missing.Length && pairs < maxPairs)
        {
            var first = missing[taken++];
            ushort mask = 0;
            for (; taken < missing.Length && missing[taken] - first is > 0 and <= BitsPerMask; taken++)
            {
                mask |= (ushort)(1 << (missing[taken] - first - 1));
            }

            if (!destination.IsEmpty)
            {
                WriteUInt16BigEndian(destination[(pairs * PairLength)..], first.Value);
                WriteUInt16BigEndian(destination[((pairs * PairLength) + 2)..], mask);
            }

            pairs++;
        }

        return pairs;
    }

    /// <summary>Walks the missing packets, oldest first within each pair.</summary>
    internal ref struct Enumerator(ReadOnlySpan<byte> pairs)
    {
        private ReadOnlySpan<byte> _rest = pairs;
        private int _bit = -1; // -1: the PID itself comes next

        public SequenceNumber Current { get; private set; }

        public bool MoveNext()
        {
            while (!_rest.IsEmpty)
            {
                var first = new SequenceNumber(ReadUInt16BigEndian(_rest));
                var mask = ReadUInt16BigEndian(_rest[2..]);
                if (_bit < 0)
                {
                    (Current, _bit) = (first, 0);
                    return true;
                }

                while (_bit < BitsPerMask)
                {
                    if ((mask >> _bit++ & 1) == 0) continue;
                    Current = first + _bit;
                    return true;
                }

                _rest = _rest[PairLength..];
                _bit = -1;
            }

            return false;
        }
    }
}
