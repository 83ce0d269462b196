using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Which packets of a transport arrived and when: what a sender's congestion control works on.</summary>
/// <remarks>Written only; draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1.</remarks>
/// <code>
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |      base sequence number     |      packet status count      |
/// |         reference time (64 ms)                | fb pkt. count |
/// |          packet chunk         |         packet chunk ...      |
/// |   recv delta (250 µs, one or two bytes each) ...   | padding  |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// </code>
internal static class TransportFeedback
{
    /// <summary>Unit of arrival times.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromMicroseconds(250);

    /// <summary>Stands for a packet that did not arrive.</summary>
    internal const long NotReceived = long.MinValue;

    /// <summary>Packets that one message can tell of.</summary>
    internal const int MaxPackets = 400;

    private const int TicksPerReference = 256; // 64 ms
    private const int FixedLength = 8; // bytes of feedback control information before the chunks
    private const int MinRunLength = 14; // as much as a one-bit vector tells in the same two bytes
    private const int OneBitSymbols = 14;
    private const int TwoBitSymbols = 7;
    private const byte SmallDelta = 1;
    private const byte LargeDelta = 2;

    /// <summary>Appends one message about as many packets from the front as it can hold.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="head">Who tells, and the number of the message among its like.</param>
    /// <param name="first">Transport-wide number of the first packet.</param>
    /// <param name="arrivals">Arrival of each packet from there on, in <see cref="Tick"/>s, or <see cref="NotReceived"/>.</param>
    /// <param name="taken">Packets told of.</param>
    /// <returns>False when there is no room, or nothing arrived.</returns>
    public static bool TryWrite(
        ref RtcpWriter writer, in Head head, SequenceNumber first, scoped ReadOnlySpan<long> arrivals, out int taken)
    {
        taken = 0;
        var room = writer.Room - RtcpPacketReader.HeaderLength - 8 - FixedLength;
        if (FindReference(arrivals) is not { } reference) return false;
        Span<byte> symbols = stackalloc byte[MaxPackets];
        var deltaLength = Classify(arrivals, reference, room, symbols, out taken);
        if (taken == 0) return false;
        symbols = symbols[..taken];
        var chunkLength = WriteChunks(symbols, default);
        var length = (FixedLength + chunkLength + deltaLength + 3) & ~3;
        const RtcpPacketType type = RtcpPacketType.TransportFeedback;
        if (!writer.TryBeginFeedback(type, FeedbackFormat.TransportWide, head.Sender, head.Media, length, out var feedback)) return false;
        WriteUInt16BigEndian(feedback, first.Value);
        WriteUInt16BigEndian(feedback[2..], (ushort)taken);
        WriteUInt32BigEndian(feedback[4..], (uint)(reference / TicksPerReference) << 8 | head.Count);
        WriteChunks(symbols, feedback[FixedLength..]);
        WriteDeltas(symbols, arrivals, reference, feedback[(FixedLength + chunkLength)..]);
        return true;
    }

    // The reference is the 64 ms step at or before the first arrival, so that the first delta is small.
    private static long? FindReference(ReadOnlySpan<long> arrivals)
    {
        foreach (var arrival in arrivals)
        {
            if (arrival != NotReceived) return arrival & ~(TicksPerReference - 1L);
        }

        return null;
    }

    /// <summary>Finds the symbol of each packet, up to where the message is full or a delta does not fit its two bytes.</summary>
    /// <returns>Bytes that the deltas take.</returns>
    private static int Classify(ReadOnlySpan<long> arrivals, long reference, int room, Span<byte> symbols, out int count)
    {
        var length = 0;
        var previous = reference;
        for (count = 0; count < arrivals.Length && count < symbols.Length; count++)
        {
            var arrival = arrivals[count];
            var delta = arrival == NotReceived ? 0 : arrival - previous;
            if (delta is < short.MinValue or > short.MaxValue) break;
            byte symbol = arrival == NotReceived ? (byte)0 : delta is >= 0 and <= byte.MaxValue ? SmallDelta : LargeDelta;
            var chunks = (count / TwoBitSymbols) + 1; // the most that it can take
            if ((chunks * 2) + length + symbol > room - 3) break; // the padding may take 3
            symbols[count] = symbol; // also the bytes of its delta
            length += symbol;
            if (arrival != NotReceived) previous = arrival;
        }

        return length;
    }

    // Counts the bytes, and writes them when there is a destination.
    private static int WriteChunks(ReadOnlySpan<byte> symbols, Span<byte> destination)
    {
        var length = 0;
        while (!symbols.IsEmpty)
        {
            var run = symbols.IndexOfAnyExcept(symbols[0]);
            if (run < 0) run = symbols.Length;
            int chunk;
            int told;
            if (run >= MinRunLength || run == symbols.Length)
            {
                (chunk, told) = (symbols[0] << 13 | run, run);
            }
            else
            {
                told = Math.Min(symbols.Length, OneBitSymbols);
                var wide = symbols[..told].Contains(LargeDelta);
                if (wide) told = Math.Min(symbols.Length, TwoBitSymbols);
                chunk = Vector(symbols[..told], wide);
            }

            if (!destination.IsEmpty) WriteUInt16BigEndian(destination[length..], (ushort)chunk);
            length += 2;
            symbols = symbols[told..];
        }

        return length;
    }

    private static int Vector(ReadOnlySpan<byte> symbols, bool wide)
    {
        var chunk = wide ? 0xc000 : 0x8000;
        for (var i = 0; i < symbols.Length; i++) chunk |= symbols[i] << (wide ? 2 * (TwoBitSymbols - 1 - i) : OneBitSymbols - 1 - i);
        return chunk;
    }

    private static void WriteDeltas(ReadOnlySpan<byte> symbols, ReadOnlySpan<long> arrivals, long reference, Span<byte> destination)
    {
        var at = 0;
        var previous = reference;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (symbols[i] == 0) continue;
            var delta = arrivals[i] - previous;
            if (symbols[i] == SmallDelta) destination[at] = (byte)delta;
            else WriteInt16BigEndian(destination[at..], (short)delta);
            at += symbols[i];
            previous = arrivals[i];
        }
    }

    /// <summary>What all messages have in front.</summary>
    /// <param name="Sender">Who tells.</param>
    /// <param name="Media">A stream of the transport; any will do.</param>
    /// <param name="Count">Number of the message, so that lost ones are noticed.</param>
    internal readonly record struct Head(Ssrc Sender, Ssrc Media, byte Count);
}
