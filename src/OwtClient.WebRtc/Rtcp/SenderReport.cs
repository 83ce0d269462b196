using OwtClient.WebRtc.Rtp;
using static System.Buffers.Binary.BinaryPrimitives;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>What a sender says about its stream: one instant on two clocks, wall and media, and counts (RFC 3550 §6.4.1).</summary>
/// <param name="Sender">The stream.</param>
/// <param name="Ntp">Wall clock.</param>
/// <param name="RtpTime">The same instant in the stream's clock.</param>
/// <param name="PacketCount">Packets sent since the beginning.</param>
/// <param name="OctetCount">Payload bytes sent since the beginning, without headers and padding.</param>
internal readonly record struct SenderReport(Ssrc Sender, NtpTime Ntp, RtpTimestamp RtpTime, uint PacketCount, uint OctetCount)
{
    private const int FixedLength = 24; // bytes behind the common header

    /// <summary>Reads a packet of type <see cref="RtcpPacketType.SenderReport"/>.</summary>
    public static bool TryRead(in RtcpPacketReader packet, out SenderReport report, out ReportBlocks blocks)
    {
        report = default;
        blocks = default;
        var body = packet.Body;
        if (packet.Type != RtcpPacketType.SenderReport || body.Length < FixedLength) return false;
        if (!ReportBlocks.TryRead(body[FixedLength..], packet.Count, out blocks)) return false;
        report = new SenderReport(
            new Ssrc(ReadUInt32BigEndian(body)),
            new NtpTime(ReadUInt64BigEndian(body[4..])),
            new RtpTimestamp(ReadUInt32BigEndian(body[12..])),
            ReadUInt32BigEndian(body[16..]),
            ReadUInt32BigEndian(body[20..]));
        return true;
    }

    /// <summary>Appends the report with at most <see cref="ReceiverReport.MaxBlocks"/> blocks.</summary>
    public bool TryWrite(ref RtcpWriter writer, scoped ReadOnlySpan<ReportBlock> blocks)
    {
        var length = FixedLength + (blocks.Length * ReportBlock.Length);
        if (!writer.TryBegin(RtcpPacketType.SenderReport, blocks.Length, length, out var body)) return false;
        WriteUInt32BigEndian(body, Sender.Value);
        WriteUInt64BigEndian(body[4..], Ntp.Value);
        WriteUInt32BigEndian(body[12..], RtpTime.Value);
        WriteUInt32BigEndian(body[16..], PacketCount);
        WriteUInt32BigEndian(body[20..], OctetCount);
        for (var i = 0; i < blocks.Length; i++) blocks[i].Write(body[(FixedLength + (i * ReportBlock.Length))..]);
        return true;
    }
}
