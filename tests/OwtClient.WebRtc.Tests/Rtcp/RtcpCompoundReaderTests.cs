using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtcp;

public class RtcpCompoundReaderTests
{
    [Theory]
    [InlineData("", RtcpParseStatus.TooShort)]
    [InlineData("80c900", RtcpParseStatus.TooShort)]
    [InlineData("80c90001 00000001", RtcpParseStatus.Ok)]
    [InlineData("00c90001 00000001", RtcpParseStatus.BadVersion)]
    [InlineData("40c90001 00000001", RtcpParseStatus.BadVersion)]
    [InlineData("80600001 00000001", RtcpParseStatus.BadType)] // RTP
    [InlineData("80c70001 00000001", RtcpParseStatus.BadType)]
    [InlineData("80c90002 00000001", RtcpParseStatus.BadLength)]
    [InlineData("80c90001 00000001 00", RtcpParseStatus.BadLength)]
    [InlineData("80c90001 00000001 81ca0001", RtcpParseStatus.BadLength)]
    [InlineData("80c90001 00000001 00cb0000", RtcpParseStatus.BadVersion)]
    [InlineData("80c90001 00000001 80cb0000", RtcpParseStatus.Ok)]
    [InlineData("81ce0002 00000001 00000002", RtcpParseStatus.Ok)] // reduced size (RFC 5506)
    [InlineData("a0c90002 00000001 00000004", RtcpParseStatus.Ok)]
    [InlineData("a0c90002 00000001 00000000", RtcpParseStatus.BadPadding)]
    [InlineData("a0c90002 00000001 00000003", RtcpParseStatus.BadPadding)] // no whole words
    [InlineData("a0c90002 00000001 0000000c", RtcpParseStatus.BadPadding)] // more than the body
    [InlineData("a0c90002 00000001 00000004 80cb0000", RtcpParseStatus.BadPadding)] // not the last packet
    [InlineData("80c90001 00000001 80ff0000", RtcpParseStatus.Ok)] // unknown types are skipped
    public void Framing(string datagram, object expected) =>
        Assert.Equal(expected, RtcpCompoundReader.Parse(RtcpBytes.FromHex(datagram), out _));

    [Fact]
    public void PacketsComeInOrder_WithoutPadding()
    {
        var datagram = RtcpBytes.FromHex("80c90001 00000001 81ca0003 00000001 01026162 00000000 a1cb0002 00000007 00000004");
        Assert.Equal(RtcpParseStatus.Ok, RtcpCompoundReader.Parse(datagram, out var compound));
        Assert.True(compound.TryRead(out var packet));
        Assert.Equal((RtcpPacketType.ReceiverReport, 0, 4), (packet.Type, packet.Count, packet.Body.Length));
        Assert.True(compound.TryRead(out packet));
        Assert.Equal((RtcpPacketType.SourceDescription, 1, 12), (packet.Type, packet.Count, packet.Body.Length));
        Assert.True(compound.TryRead(out packet));
        Assert.Equal((RtcpPacketType.Goodbye, 1, 4), (packet.Type, packet.Count, packet.Body.Length));
        Assert.False(compound.TryRead(out _));
    }

    [Fact]
    public void ABrokenDatagram_YieldsNoPacket()
    {
        RtcpCompoundReader.Parse(RtcpBytes.FromHex("80c90001 00000001 81ca0009"), out var compound);
        Assert.False(compound.TryRead(out _));
    }

    [Fact]
    public void EveryTruncationAndEveryByteChange_IsReadWithoutAnException()
    {
        var datagram = Everything();
        for (var length = 0; length < datagram.Length; length++) Touch(datagram.AsSpan(0, length));
        for (var at = 0; at < datagram.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var changed = datagram.ToArray();
                changed[at] = (byte)value;
                Touch(changed);
            }
        }
    }

    [Fact]
    public void ReadingAndWritingAllocateNothing()
    {
        var destination = new byte[1200];
        Work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Work();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Work()
        {
            var writer = new RtcpWriter(destination);
            WriteEverything(ref writer);
            Touch(destination.AsSpan(0, writer.Length));
        }
    }

    private static byte[] Everything() => RtcpBytes.Write(WriteEverything);

    private static void WriteEverything(ref RtcpWriter writer)
    {
        var (ours, theirs) = (new Ssrc(0x01020304), new Ssrc(0x0a0b0c0d));
        ReadOnlySpan<ReportBlock> blocks = [new(theirs, 3, -2, 0x1ffff, 90, 0x11112222, 0x00010000)];
        new SenderReport(ours, new NtpTime(0x0123456789abcdef), new RtpTimestamp(7), 8, 9).TryWrite(ref writer, blocks);
        ReceiverReport.TryWrite(ref writer, ours, blocks);
        SourceDescription.TryWriteCname(ref writer, ours, "somebody"u8);
        GenericNack.TryWrite(ref writer, ours, theirs, [new SequenceNumber(1), new SequenceNumber(3), new SequenceNumber(100)], out _);
        new PictureLossIndication(ours, theirs).TryWrite(ref writer);
        FullIntraRequest.TryWrite(ref writer, ours, new FullIntraRequest.Entry(theirs, 5));
        new ReceiverEstimatedBitrate(ours, 1_000_000).TryWrite(ref writer, [theirs]);
        Goodbye.TryWrite(ref writer, [ours]);
    }

    // Calls every reader on every packet, whatever its type: each has to tell for itself.
    private static void Touch(ReadOnlySpan<byte> datagram)
    {
        if (RtcpCompoundReader.Parse(datagram, out var compound) != RtcpParseStatus.Ok) return;
        while (compound.TryRead(out var packet))
        {
            if (SenderReport.TryRead(packet, out _, out var blocks)) Touch(blocks);
            if (ReceiverReport.TryRead(packet, out _, out blocks)) Touch(blocks);
            SourceDescription.TryReadCname(packet, new Ssrc(0x01020304), out _);
            if (GenericNack.TryRead(packet, out var nack))
            {
                foreach (var sequence in nack) _ = sequence.Value;
            }

            PictureLossIndication.TryRead(packet, out _);
            if (FullIntraRequest.TryRead(packet, out var request))
            {
                for (var i = 0; i < request.Count; i++) _ = request[i];
            }

            ReceiverEstimatedBitrate.TryRead(packet, out _);
            if (!Goodbye.TryRead(packet, out var goodbye)) continue;
            for (var i = 0; i < goodbye.Count; i++) _ = goodbye[i];
        }
    }

    private static void Touch(in ReportBlocks blocks)
    {
        for (var i = 0; i < blocks.Count; i++) _ = blocks[i];
    }
}
