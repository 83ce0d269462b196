using System.Text;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtp;

public class RtpPacketReaderTests
{
    /// <summary>Marker, two contributing sources, a one-byte extension of three elements, four bytes of padding.</summary>
    private static readonly byte[] Full =
    [
        0xb2, 0xe0, 0xff, 0xfe, 0x01, 0x02, 0x03, 0x04, 0x11, 0x22, 0x33, 0x44,
        0x00, 0x00, 0x00, 0x0a, 0x00, 0x00, 0x00, 0x0b,
        0xbe, 0xde, 0x00, 0x03,
        0x10, 0xaa, // id 1, one byte
        0x00, // a padding byte between elements
        0x42, (byte)'m', (byte)'i', (byte)'d', // id 4, three bytes
        0x31, 0x12, 0x34, // id 3, two bytes
        0x00, 0x00,
        0xd0, 0xd1, 0xd2,
        0x00, 0x00, 0x00, 0x04,
    ];

    [Fact]
    public void EveryFieldIsRead()
    {
        Assert.Equal(RtpParseStatus.Ok, RtpPacketReader.Parse(Full, out var packet));
        Assert.True(packet.Marker);
        Assert.Equal(new PayloadType(96), packet.PayloadType);
        Assert.Equal(new SequenceNumber(65534), packet.SequenceNumber);
        Assert.Equal(new RtpTimestamp(0x01020304), packet.Timestamp);
        Assert.Equal(new Ssrc(0x11223344), packet.Ssrc);
        Assert.Equal(2, packet.CsrcCount);
        Assert.Equal(new Ssrc(10), packet.GetCsrc(0));
        Assert.Equal(new Ssrc(11), packet.GetCsrc(1));
        Assert.Equal([0xd0, 0xd1, 0xd2], packet.Payload.ToArray());
        Assert.Equal("1:AA 4:6D6964 3:1234", Describe(packet));
        Assert.True(packet.TryGetExtension(4, out var mid));
        Assert.Equal("mid", Encoding.ASCII.GetString(mid));
        Assert.False(packet.TryGetExtension(2, out _));
        Assert.False(packet.TryGetExtension(0, out _));
    }

    [Fact]
    public void GetCsrc_BeyondTheCount_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            RtpPacketReader.Parse(Full, out var packet);
            packet.GetCsrc(2);
        });
    }

    [Theory]
    [InlineData("bede0001 10aa0000", "1:AA")]
    [InlineData("bede0001 10aaf0bb", "1:AA")] // id 15 ends the walk (RFC 8285 §4.2)
    [InlineData("bede0001 13aabbcc", "")] // claims four bytes of three
    [InlineData("bede0002 10aa2fbb ccddeeff", "1:AA")] // the second element claims 16 bytes
    [InlineData("bede0000", "")]
    [InlineData("bede0001 00000000", "")]
    [InlineData("10000002 0501aa06 0010bb00", "5:AA 6:")] // two-byte form; zero length is a value (§4.3); the last claims 187 bytes
    [InlineData("100f0001 ff01aa00", "255:AA")] // the low four bits of the profile are the application's
    [InlineData("10000001 0502aa00", "5:AA00")]
    [InlineData("10000001 000000ff", "")] // an identifier without a length
    [InlineData("12340001 10aa0000", "")] // a form nobody knows
    public void ExtensionElements(string extension, string expected)
    {
        var packet = Convert.FromHexString("906000010000000200000003" + extension.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(RtpParseStatus.Ok, RtpPacketReader.Parse(packet, out var reader));
        Assert.Equal(expected, Describe(reader));
    }

    [Theory]
    [InlineData("", RtpParseStatus.TooShort)]
    [InlineData("80600001 00000002 000000", RtpParseStatus.TooShort)]
    [InlineData("80600001 00000002 00000003", RtpParseStatus.Ok)]
    [InlineData("40600001 00000002 00000003", RtpParseStatus.BadVersion)]
    [InlineData("c0600001 00000002 00000003", RtpParseStatus.BadVersion)]
    [InlineData("81600001 00000002 00000003", RtpParseStatus.TooShort)] // one contributing source promised
    [InlineData("90600001 00000002 00000003", RtpParseStatus.BadExtension)]
    [InlineData("90600001 00000002 00000003 bede0001", RtpParseStatus.BadExtension)]
    [InlineData("a0600001 00000002 00000003", RtpParseStatus.BadPadding)]
    [InlineData("a0600001 00000002 00000003 00", RtpParseStatus.BadPadding)]
    [InlineData("a0600001 00000002 00000003 02", RtpParseStatus.BadPadding)]
    [InlineData("a0600001 00000002 00000003 0002", RtpParseStatus.Ok)] // padding alone
    public void Framing(string packet, object expected) =>
        Assert.Equal(expected, RtpPacketReader.Parse(Convert.FromHexString(packet.Replace(" ", "", StringComparison.Ordinal)), out _));

    [Fact]
    public void EveryTruncationAndEveryByteChange_IsAStatusAndReadsWithoutAnException()
    {
        for (var length = 0; length < Full.Length; length++) Touch(Full.AsSpan(0, length));
        for (var at = 0; at < Full.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var changed = Full.ToArray();
                changed[at] = (byte)value;
                Touch(changed);
            }
        }
    }

    [Fact]
    public void ReadingAllocatesNothing()
    {
        Touch(Full);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Touch(Full);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Touch(ReadOnlySpan<byte> datagram)
    {
        if (RtpPacketReader.Parse(datagram, out var packet) != RtpParseStatus.Ok) return;
        _ = (packet.Marker, packet.PayloadType, packet.SequenceNumber, packet.Timestamp, packet.Ssrc);
        for (var i = 0; i < packet.CsrcCount; i++) packet.GetCsrc(i);
        var elements = 0;
        foreach (var element in packet.Extensions) elements += 1 + element.Value.Length;
        Assert.True(elements <= datagram.Length && packet.Payload.Length <= datagram.Length, "More was read than there is.");
    }

    private static string Describe(in RtpPacketReader packet)
    {
        var text = new StringBuilder();
        foreach (var element in packet.Extensions) text.Append(' ').Append($"{element.Id}:{Convert.ToHexString(element.Value)}");
        return text.ToString().TrimStart();
    }
}
