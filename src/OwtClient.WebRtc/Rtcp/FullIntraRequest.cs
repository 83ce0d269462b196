using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Key frame requests for one or more streams, each with a command number; read in place (RFC 5104 §4.3.1).</summary>
internal readonly ref struct FullIntraRequest
{
    private const int EntryLength = 8; // bytes: SSRC, sequence number, 24 reserved bits
    private readonly ReadOnlySpan<byte> _entries;

    private FullIntraRequest(Ssrc sender, ReadOnlySpan<byte> entries)
    {
        Sender = sender;
        _entries = entries;
    }

    public Ssrc Sender { get; }

    public int Count => _entries.Length / EntryLength;

    public Entry this[int index] =>
        new(new Ssrc(ReadUInt32BigEndian(_entries[(index * EntryLength)..])), _entries[(index * EntryLength) + 4]);

    public static bool TryRead(in RtcpPacketReader packet, out FullIntraRequest request)
    {
        request = default;
        if (!packet.Is(RtcpPacketType.PayloadFeedback, FeedbackFormat.FullIntraRequest)) return false;
        if (!packet.TryReadFeedback(out var sender, out _, out var entries) || entries.Length % EntryLength != 0) return false;
        request = new FullIntraRequest(sender, entries);
        return true;
    }

    /// <summary>Appends a request with one entry. The media source of the packet is 0, as §4.3.1.2 demands.</summary>
    public static bool TryWrite(ref RtcpWriter writer, Ssrc sender, Entry entry)
    {
        const RtcpPacketType type = RtcpPacketType.PayloadFeedback;
        if (!writer.TryBeginFeedback(type, FeedbackFormat.FullIntraRequest, sender, default, EntryLength, out var feedback)) return false;
        WriteUInt32BigEndian(feedback, entry.Media.Value);
        feedback[4] = entry.CommandNumber;
        return true;
    }

    /// <summary>One stream's request; a repetition carries the number of the request it repeats.</summary>
    internal readonly record struct Entry(Ssrc Media, byte CommandNumber);
}
