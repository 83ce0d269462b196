using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Streams;

namespace OwtClient.Tests.Protocol;

/// <summary>PROTOCOL §7.5.</summary>
public class LayoutReaderTests
{
    /// <summary>Fraction texts as documented, fraction objects as the recorded server sends them, and numbers.</summary>
    [Theory]
    [InlineData("\"1/3\"", 1, 3)]
    [InlineData("\"1\"", 1, 1)]
    [InlineData("\"0\"", 0, 1)]
    [InlineData("\"0/1\"", 0, 1)]
    [InlineData("\"0.5\"", 1, 2)]
    [InlineData("0.25", 1, 4)]
    [InlineData("""{"numerator":2,"denominator":6}""", 1, 3)]
    public void Fractions_AreReadExactly(string width, int numerator, int denominator)
    {
        var area = Assert.IsType<RectangleArea>(Assert.Single(Read(Rectangle(width))).Area);
        Assert.Equal(new RectangleArea(default, default, new Fraction(numerator, denominator), new Fraction(1, 1)), area);
    }

    [Theory]
    [InlineData("\"1/0\"")]
    [InlineData("\"1/-2\"")]
    [InlineData("\"a/b\"")]
    [InlineData("\"1/2/3\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("1e300")]
    [InlineData("99999999999")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"numerator":1,"denominator":0}""")]
    [InlineData("""{"numerator":1}""")]
    public void RegionWithAMalformedArea_IsKeptWithoutIt(string width) =>
        Assert.Equal(new LayoutRegion("1", "x", null), Assert.Single(Read(Rectangle(width))));

    [Fact]
    public void Circle_IsRead() => Assert.Equal(
        new CircleArea(new Fraction(1, 2), new Fraction(1, 3), new Fraction(1, 4)),
        Assert.Single(Read("""[{"region":{"id":"1","shape":"circle","area":{"centerW":"1/2","centerH":"1/3","radius":"1/4"}}}]""")).Area);

    [Theory]
    [InlineData("""[{"stream":"x","region":{"id":"1","shape":"star","area":{"left":"0","top":"0","width":"1","height":"1"}}}]""")]
    [InlineData("""[{"stream":"x","region":{"id":"1","shape":"circle","area":{"left":"0","top":"0","width":"1","height":"1"}}}]""")]
    [InlineData("""[{"stream":"x","region":{"id":"1"}}]""")]
    public void RegionOfAnUnknownShape_IsKeptWithoutIt(string layout) =>
        Assert.Equal(new LayoutRegion("1", "x", null), Assert.Single(Read(layout)));

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"stream":"x","region":{"shape":"rectangle"}}]""")]
    public void EntryWithoutARegion_IsLeftOut(string layout) => Assert.Empty(Read(layout));

    [Fact]
    public void RegionWithoutAStream_IsEmpty() =>
        Assert.Null(Assert.Single(Read("""[{"region":{"id":"1","area":{"left":"0","top":"0","width":"1","height":"1"}}}]""")).StreamId);

    private static string Rectangle(string width) =>
        $$$$"""[{"stream":"x","region":{"id":"1","shape":"rectangle","area":{"left":"0/1","top":"0","width":{{{{width}}}},"height":"1"}}}]""";

    private static IReadOnlyList<LayoutRegion> Read(string layout) =>
        LayoutReader.Read(JsonSerializer.Deserialize(layout, ProtocolJson.Default.LayoutEntryMessageArray));
}
