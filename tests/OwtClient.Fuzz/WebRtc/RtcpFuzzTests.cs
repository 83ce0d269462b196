using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Fuzz.WebRtc;

public class RtcpFuzzTests
{
    /// <summary>Sender report with a block, SDES, receiver report, NACK, PLI, FIR, REMB, BYE with a reason.</summary>
    internal static readonly byte[][] Compounds =
    [
        Seeds.Hex("81c8000c00000001e1d2c3b400000000000000010000000a000003e8000000020100000500000064000000030000000400000005" + "81ca0003000000010105616263646500"),
        Seeds.Hex("80c9000100000001" + "81cd0003000000010000000200640003"),
        Seeds.Hex("81ce00020000000100000002" + "84ce000400000001000000000000000207000000"),
        Seeds.Hex("8fce000500000001000000005245 4d420102aabb00000002" + "81cb00020000000103627965"),
    ];

    [Fact]
    public void Compound_EveryPacketReadAsEveryKind() => Fuzzer.Bytes(Compounds, input =>
    {
        RtcpCompoundReader.Parse(input, out var compound);
        for (var packets = 0; compound.TryRead(out var packet); packets++)
        {
            Assert.True(packets <= input.Length / RtcpPacketReader.HeaderLength);
            ReadAsEveryKind(packet);
        }
    });

    private static void ReadAsEveryKind(in RtcpPacketReader packet)
    {
        var source = new Ssrc(1);
        if (SenderReport.TryRead(packet, out _, out var blocks)) Touch(blocks);
        if (ReceiverReport.TryRead(packet, out _, out blocks)) Touch(blocks);
        SourceDescription.TryReadCname(packet, source, out _);
        PictureLossIndication.TryRead(packet, out _);
        ReceiverEstimatedBitrate.TryRead(packet, out _);
        packet.TryReadFeedback(out _, out _, out _);
        if (FullIntraRequest.TryRead(packet, out var intra))
        {
            for (var i = 0; i < intra.Count; i++) _ = intra[i];
        }

        if (Goodbye.TryRead(packet, out var goodbye))
        {
            for (var i = 0; i < goodbye.Count; i++) _ = goodbye[i];
        }

        if (!GenericNack.TryRead(packet, out var nack)) return;
        var missing = 0;
        foreach (var _ in nack) missing++;
        Assert.InRange(missing, 0, packet.Body.Length / 4 * 17);
    }

    private static void Touch(ReportBlocks blocks)
    {
        for (var i = 0; i < blocks.Count; i++) _ = blocks[i];
    }
}
