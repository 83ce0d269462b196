using OwtClient.Fuzz.Harness;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Fuzz.WebRtc;

public class RtpFuzzTests
{
    private static readonly byte[][] Packets =
    [
        Seeds.Hex("80600001000000010000000201020304"),
        Seeds.Hex("b2e0000100000001000000020000000300000004bede000210610102ff2232aabbcc0000010203040000000004"),
        Seeds.Hex("90600001000000010000000210000002010161020400aabbccdd0102030405"),
    ];

    [Fact]
    public void Packet_EveryGetterOnAnyInput() => Fuzzer.Bytes(Packets, input =>
    {
        if (RtpPacketReader.Parse(input, out var packet) != RtpParseStatus.Ok) return;
        Assert.InRange(packet.Payload.Length, 0, input.Length);
        for (var i = 0; i < packet.CsrcCount; i++) packet.GetCsrc(i);
        for (var id = 0; id < 256; id++) packet.TryGetExtension((byte)id, out _);
        var elements = 0;
        foreach (var element in packet.Extensions) elements += 1 + element.Value.Length;
        Assert.InRange(elements, 0, input.Length);
    });
}
