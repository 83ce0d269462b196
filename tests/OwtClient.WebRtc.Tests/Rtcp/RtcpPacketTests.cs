using System.Text;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Tests.Rtcp;

/// <summary>Each packet against bytes laid out by hand from the figures of its RFC.</summary>
public class RtcpPacketTests
{
    private const string Block = "0a0b0c0d 03fffffe 0001ffff 0000005a 11112222 00010000";
    private static readonly Ssrc Ours = new(0x01020304);
    private static readonly Ssrc Theirs = new(0x0a0b0c0d);
    private static readonly ReportBlock Report = new(Theirs, 3, -2, 0x1ffff, 90, 0x11112222, 0x00010000);

    [Fact]
    public void SenderReport_Layout()
    {
        var report = new SenderReport(Ours, new NtpTime(0x0123456789abcdef), new RtpTimestamp(7), 8, 9);
        var bytes = RtcpBytes.Write((ref writer) => Assert.True(report.TryWrite(ref writer, [Report])));
        Assert.Equal(RtcpBytes.FromHex("81c8000c 01020304 0123456789abcdef 00000007 00000008 00000009" + Block), bytes);
        Assert.True(SenderReport.TryRead(RtcpBytes.Single(bytes), out var read, out var blocks));
        Assert.Equal(report, read);
        Assert.Equal(1, blocks.Count);
        Assert.Equal(Report, blocks[0]);
    }

    [Fact]
    public void ReceiverReport_Layout()
    {
        var bytes = RtcpBytes.Write((ref writer) => Assert.True(ReceiverReport.TryWrite(ref writer, Ours, [Report, Report])));
        Assert.Equal(RtcpBytes.FromHex("82c9000d 01020304" + Block + Block), bytes);
        Assert.True(ReceiverReport.TryRead(RtcpBytes.Single(bytes), out var sender, out var blocks));
        Assert.Equal(Ours, sender);
        Assert.Equal(2, blocks.Count);
        Assert.Equal(Report, blocks[1]);
    }

    [Theory]
    [InlineData("83c9000d 01020304")] // three blocks promised, two there
    [InlineData("81c90000")] // no source
    public void Report_ThatPromisesMore_IsSkipped(string start)
    {
        var bytes = RtcpBytes.FromHex(start + (start.Length > 10 ? Block + Block : ""));
        Assert.False(ReceiverReport.TryRead(RtcpBytes.Single(bytes), out _, out _));
    }

    [Fact]
    public void Report_ProfileExtension_IsIgnored()
    {
        var bytes = RtcpBytes.FromHex("81c90008 01020304" + Block + "deadbeef");
        Assert.True(ReceiverReport.TryRead(RtcpBytes.Single(bytes), out _, out var blocks));
        Assert.Equal(1, blocks.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(0x7fffff, 0x7fffff)]
    [InlineData(0x800000, 0x7fffff)] // saturates (RFC 3550 §A.3)
    [InlineData(-0x800000, -0x800000)]
    [InlineData(-0x800001, -0x800000)]
    public void CumulativeLost_HasTwentyFourBits(int lost, int expected)
    {
        var bytes = new byte[ReportBlock.Length];
        (Report with { CumulativeLost = lost, FractionLost = 255 }).Write(bytes);
        var read = ReportBlock.Read(bytes);
        Assert.Equal((expected, 255), (read.CumulativeLost, read.FractionLost));
    }

    [Theory]
    [InlineData("", "81ca0002 01020304 01000000")]
    [InlineData("a", "81ca0002 01020304 01016100")]
    [InlineData("ab", "81ca0003 01020304 01026162 00000000")] // at least one zero byte ends the chunk
    [InlineData("abc", "81ca0003 01020304 01036162 63000000")]
    public void SourceDescription_Layout(string cname, string expected)
    {
        var bytes = RtcpBytes.Write((ref writer) => SourceDescription.TryWriteCname(ref writer, Ours, Encoding.ASCII.GetBytes(cname)));
        Assert.Equal(RtcpBytes.FromHex(expected), bytes);
        Assert.True(SourceDescription.TryReadCname(RtcpBytes.Single(bytes), Ours, out var read));
        Assert.Equal(cname, Encoding.ASCII.GetString(read));
    }

    [Fact]
    public void SourceDescription_SeveralChunksAndItems()
    {
        var bytes = RtcpBytes.FromHex("82ca0006 00000001 02016100 00000002 02027878 01036e65 77000000");
        Assert.False(SourceDescription.TryReadCname(RtcpBytes.Single(bytes), new Ssrc(1), out _)); // has a NAME only
        Assert.True(SourceDescription.TryReadCname(RtcpBytes.Single(bytes), new Ssrc(2), out var cname));
        Assert.Equal("new", Encoding.ASCII.GetString(cname));
        Assert.False(SourceDescription.TryReadCname(RtcpBytes.Single(bytes), new Ssrc(3), out _));
    }

    [Fact]
    public void Goodbye_Layout_AndReasonIsIgnored()
    {
        var bytes = RtcpBytes.Write((ref writer) => Goodbye.TryWrite(ref writer, [Ours, Theirs]));
        Assert.Equal(RtcpBytes.FromHex("82cb0002 01020304 0a0b0c0d"), bytes);
        Assert.True(Goodbye.TryRead(RtcpBytes.Single(RtcpBytes.FromHex("81cb0002 01020304 03627965")), out var goodbye));
        Assert.Equal(1, goodbye.Count);
        Assert.Equal(Ours, goodbye[0]);
        Assert.False(Goodbye.TryRead(RtcpBytes.Single(RtcpBytes.FromHex("82cb0001 01020304")), out _));
    }

    [Theory]
    [InlineData(new[] { 10 }, "000a0000")]
    [InlineData(new[] { 10, 11 }, "000a0001")]
    [InlineData(new[] { 10, 26 }, "000a8000")] // the sixteenth after
    [InlineData(new[] { 10, 27 }, "000a0000 001b0000")]
    [InlineData(new[] { 10, 12, 14, 100, 116 }, "000a000a 00648000")]
    [InlineData(new[] { 65530, 65535, 0, 5 }, "fffa0430")] // across the wrap
    public void GenericNack_PacksAndUnpacks(int[] missing, string expected)
    {
        var numbers = Array.ConvertAll(missing, number => new SequenceNumber((ushort)number));
        var bytes = RtcpBytes.Write((ref writer) =>
        {
            Assert.True(GenericNack.TryWrite(ref writer, Ours, Theirs, numbers, out var taken));
            Assert.Equal(numbers.Length, taken);
        });
        Assert.Equal("81CD" + $"{2 + ((bytes.Length - 12) / 4):X4}" + "010203040A0B0C0D", Convert.ToHexString(bytes, 0, 12));
        Assert.Equal(RtcpBytes.FromHex(expected), bytes[12..]);
        Assert.True(GenericNack.TryRead(RtcpBytes.Single(bytes), out var nack));
        Assert.Equal((Ours, Theirs), (nack.Sender, nack.Media));
        var read = new List<SequenceNumber>();
        foreach (var sequence in nack) read.Add(sequence);
        Assert.Equal(numbers, read);
    }

    [Fact]
    public void GenericNack_TakesWhatFits()
    {
        SequenceNumber[] missing = [new(1), new(2), new(100), new(200), new(300)];
        foreach (var (room, expected) in ((int, int)[])[(11, 0), (15, 0), (16, 2), (19, 2), (20, 3), (28, 5), (100, 5)])
        {
            var bytes = RtcpBytes.Write(
                (ref writer) =>
                {
                    Assert.Equal(expected > 0, GenericNack.TryWrite(ref writer, Ours, Theirs, missing, out var taken));
                    Assert.Equal(expected, taken);
                },
                room);
            if (expected > 0) Assert.True(GenericNack.TryRead(RtcpBytes.Single(bytes), out _));
        }
    }

    [Fact]
    public void PictureLossIndication_Layout()
    {
        var bytes = RtcpBytes.Write((ref writer) => new PictureLossIndication(Ours, Theirs).TryWrite(ref writer));
        Assert.Equal(RtcpBytes.FromHex("81ce0002 01020304 0a0b0c0d"), bytes);
        Assert.True(PictureLossIndication.TryRead(RtcpBytes.Single(bytes), out var read));
        Assert.Equal(new PictureLossIndication(Ours, Theirs), read);
    }

    [Fact]
    public void FullIntraRequest_Layout()
    {
        var bytes = RtcpBytes.Write((ref writer) => FullIntraRequest.TryWrite(ref writer, Ours, new FullIntraRequest.Entry(Theirs, 5)));
        Assert.Equal(RtcpBytes.FromHex("84ce0004 01020304 00000000 0a0b0c0d 05000000"), bytes);
        Assert.True(FullIntraRequest.TryRead(RtcpBytes.Single(bytes), out var read));
        Assert.Equal((Ours, 1), (read.Sender, read.Count));
        Assert.Equal(new FullIntraRequest.Entry(Theirs, 5), read[0]);
        Assert.False(FullIntraRequest.TryRead(RtcpBytes.Single(RtcpBytes.FromHex("84ce0003 01020304 00000000 0a0b0c0d")), out _));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(262_143, 262_143)] // 18 bits
    [InlineData(262_145, 262_144)] // the nineteenth bit is cut off
    [InlineData(1_000_000, 1_000_000)]
    [InlineData(10_000_000_000, 9_999_941_632)]
    [InlineData(-5, 0)]
    public void ReceiverEstimatedBitrate_KeepsEighteenBits(long bitsPerSecond, long expected)
    {
        var bytes = RtcpBytes.Write((ref writer) => new ReceiverEstimatedBitrate(Ours, bitsPerSecond).TryWrite(ref writer, [Theirs]));
        Assert.Equal(24, bytes.Length);
        Assert.True(ReceiverEstimatedBitrate.TryRead(RtcpBytes.Single(bytes), out var read));
        Assert.Equal(new ReceiverEstimatedBitrate(Ours, expected), read);
    }

    [Theory]
    [InlineData("8fce0005 01020304 00000000 52454d42 0106ddd0 0a0b0c0d", 0x2ddd0L << 1)] // exponent 1
    [InlineData("8fce0004 01020304 00000000 52454d42 00fc0001", long.MaxValue)] // 2^63 is too much
    [InlineData("8fce0004 01020304 00000000 52454d42 00fc0000", 0L)]
    public void ReceiverEstimatedBitrate_Layout(string datagram, long expected)
    {
        Assert.True(ReceiverEstimatedBitrate.TryRead(RtcpBytes.Single(RtcpBytes.FromHex(datagram)), out var read));
        Assert.Equal(expected, read.BitsPerSecond);
    }

    [Theory]
    [InlineData("8fce0004 01020304 00000000 52454d43 00000001")] // another application's message
    [InlineData("8fce0004 01020304 00000000 52454d42 01000001")] // one source promised
    [InlineData("8fce0003 01020304 00000000 52454d42")]
    public void ReceiverEstimatedBitrate_Others_AreSkipped(string datagram) =>
        Assert.False(ReceiverEstimatedBitrate.TryRead(RtcpBytes.Single(RtcpBytes.FromHex(datagram)), out _));

    [Fact]
    public void NothingIsWrittenWhereThereIsNoRoom()
    {
        var report = new SenderReport(Ours, default, default, 0, 0);
        for (var room = 0; room < 28; room++)
        {
            Assert.Empty(RtcpBytes.Write((ref writer) => Assert.False(report.TryWrite(ref writer, default)), room));
        }

        Assert.Equal(28, RtcpBytes.Write((ref writer) => report.TryWrite(ref writer, default), 28).Length);
    }

    [Theory]
    [InlineData("1900-01-01T00:00:00Z", 0UL)]
    [InlineData("1970-01-01T00:00:00Z", 2208988800UL << 32)]
    [InlineData("2036-02-07T06:28:15.5Z", 0xffff_ffff_8000_0000UL)]
    [InlineData("2036-02-07T06:28:16Z", 0UL)] // the era ends
    public void NtpTime_CountsFrom1900(string time, ulong expected) =>
        Assert.Equal(expected, NtpTime.From(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture)).Value);

    [Fact]
    public void NtpTime_CompactForm()
    {
        var time = new NtpTime(0x0123456789abcdef);
        Assert.Equal(0x456789abu, time.Compact);
        Assert.Equal(0x0123456989abcdefUL, (time + TimeSpan.FromSeconds(2)).Value);
        Assert.Equal(0x18000u, NtpTime.ToCompact(TimeSpan.FromSeconds(1.5)));
        Assert.Equal(TimeSpan.FromSeconds(1.5), NtpTime.FromCompact(0x18000));
        Assert.Equal(0u, NtpTime.ToCompact(TimeSpan.FromSeconds(-1)));
        Assert.Equal(uint.MaxValue, NtpTime.ToCompact(TimeSpan.FromDays(1)));
    }
}
