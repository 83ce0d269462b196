using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>Reports of one who sends nothing (RFC 3550 §6.4.2).</summary>
internal static class ReceiverReport
{
    /// <summary>Blocks that one report can hold: the count has five bits.</summary>
    internal const int MaxBlocks = 31;

    private const int FixedLength = 4; // bytes behind the common header

    /// <summary>Reads a packet of type <see cref="RtcpPacketType.ReceiverReport"/>.</summary>
    public static bool TryRead(in RtcpPacketReader packet, out Ssrc sender, out ReportBlocks blocks)
    {
        sender = default;
        blocks = default;
        var body = packet.Body;
        if (packet.Type != RtcpPacketType.ReceiverReport || body.Length < FixedLength) return false;
        if (!ReportBlocks.TryRead(body[FixedLength..], packet.Count, out blocks)) return false;
        sender = new Ssrc(ReadUInt32BigEndian(body));
        return true;
    }

    /// <summary>Appends a report with at most <see cref="MaxBlocks"/> blocks.</summary>
    public static bool TryWrite(ref RtcpWriter writer, Ssrc sender, scoped ReadOnlySpan<ReportBlock> blocks)
    {
        var length = FixedLength + (blocks.Length * ReportBlock.Length);
        if (!writer.TryBegin(RtcpPacketType.ReceiverReport, blocks.Length, length, out var body)) return false;
        WriteUInt32BigEndian(body, sender.Value);
        for (var i = 0; i < blocks.Length; i++) blocks[i].Write(body[(FixedLength + (i * ReportBlock.Length))..]);
        return true;
    }
}
