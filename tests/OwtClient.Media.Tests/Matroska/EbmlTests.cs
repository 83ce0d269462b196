using OwtClient.Media.Matroska;

namespace OwtClient.Media.Tests.Matroska;

public class EbmlTests
{
    /// <summary>Sizes at the borders of their lengths (RFC 8794 §4.4): all ones is reserved, so 127 takes two bytes.</summary>
    [Theory]
    [InlineData(0, "80")]
    [InlineData(126, "fe")]
    [InlineData(127, "407f")]
    [InlineData(16382, "7ffe")]
    [InlineData(16383, "203fff")]
    [InlineData(268435455, "080fffffff")]
    public void Size_TakesTheFewestBytesAndReadsBack(long size, string hex)
    {
        var writer = new EbmlWriter();
        writer.WriteSize(size);
        Assert.Equal(hex, Convert.ToHexStringLower(writer.Written.Span));
        Assert.True(EbmlVarInt.TryReadSize(writer.Written.Span, out var read, out var length));
        Assert.Equal((size, hex.Length / 2), (read, length));
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("7fff")]
    [InlineData("01ffffffffffffff")]
    public void AllOnes_MeansUnknown(string hex)
    {
        Assert.True(EbmlVarInt.TryReadSize(Convert.FromHexString(hex), out var size, out _));
        Assert.Equal(EbmlVarInt.UnknownSize, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")] // no length
    [InlineData("40")] // cut short
    [InlineData("01ffffffffffff")]
    public void BrokenSize_IsRefused(string hex) => Assert.False(EbmlVarInt.TryReadSize(Convert.FromHexString(hex), out _, out _));

    [Theory]
    [InlineData("08010101")] // five bytes
    [InlineData("1a45df")] // cut short
    public void BrokenId_IsRefused(string hex) => Assert.False(EbmlVarInt.TryReadId(Convert.FromHexString(hex), out _, out _));

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(120)]
    [InlineData(121)]
    [InlineData(1000)]
    public void Void_TakesExactlyItsRoom(int bytes)
    {
        var writer = new EbmlWriter();
        writer.Void(bytes);
        Assert.Equal(bytes, writer.Length);
        var reader = new EbmlReader(writer.Written.Span);
        Assert.True(reader.TryRead(out var id, out _));
        Assert.Equal(MatroskaId.Void, id);
        Assert.False(reader.TryRead(out _, out _));
        Assert.False(reader.IsMalformed);
    }

    [Fact]
    public void Elements_ReadBack()
    {
        var writer = new EbmlWriter();
        writer.Unsigned(MatroskaId.Timestamp, 0);
        writer.Unsigned(MatroskaId.TimestampScale, 1_000_000);
        writer.Unsigned(MatroskaId.PixelWidth, 5, minBytes: 2);
        writer.Float(MatroskaId.Duration, 2.5);
        writer.Text(MatroskaId.CodecId, "V_VP8");
        Assert.Equal(
            "e78100" + "2ad7b1830f4240" + "b0820005" + "4489884004000000000000" + "8685565f565038",
            Convert.ToHexStringLower(writer.Written.Span));

        var reader = new EbmlReader(writer.Written.Span);
        Assert.True(reader.TryRead(out _, out var zero));
        Assert.True(reader.TryRead(out _, out var scale));
        Assert.True(reader.TryRead(out _, out _));
        Assert.True(reader.TryRead(out _, out var duration));
        Assert.True(reader.TryRead(out _, out var text));
        Assert.Equal((0, 1_000_000), (EbmlReader.ToUnsigned(zero), EbmlReader.ToUnsigned(scale)));
        Assert.Equal((2.5, "V_VP8"), (EbmlReader.ToFloat(duration), EbmlReader.ToText(text)));
    }
}
