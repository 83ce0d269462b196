using OwtClient.Cli.Management;
using OwtClient.Rest.Models;

namespace OwtClient.Cli.Tests.Management;

public class LayoutTextTests
{
    [Fact]
    public void Region_IsReadWithAndWithoutAStream()
    {
        Assert.Equal(new LayoutEntry(new LayoutRegion("1", new LayoutArea("0", "0", "1/2", "1")), "s"), LayoutText.Parse("1=0,0,1/2,1:s"));
        Assert.Equal(new LayoutEntry(new LayoutRegion("1", new LayoutArea("0", "0", "1/2", "1"))), LayoutText.Parse("1=0,0,1/2,1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("=0,0,1,1")]
    [InlineData("1=0,0,1")]
    [InlineData("1=0,0,1,1,1")]
    [InlineData("1=:s")]
    public void OtherText_IsRefusedWithTheForm(string text)
    {
        var failure = Assert.Throws<CommandFailedException>(() => LayoutText.Check([LayoutText.Parse(text)]));
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("1", 1.0)]
    [InlineData("2/3", 2.0 / 3)]
    [InlineData("3/3", 1.0)]
    [InlineData("2", null)]
    [InlineData("4/3", null)]
    [InlineData("1/0", null)]
    [InlineData("0.5", null)]
    [InlineData("-1/2", null)]
    [InlineData("1/2/3", null)]
    [InlineData("", null)]
    public void Fraction_IsFromZeroToOne(string text, double? value) => Assert.Equal(value, LayoutText.FractionOf(text));

    [Theory]
    [InlineData("two regions have the id 1", "1=0,0,1,1", "1=0,0,1,1")]
    [InlineData("stream s stands in two regions", "1=0,0,1,1:s", "2=0,0,1,1:s")]
    [InlineData("region 2 has a stream", "1=0,0,1,1", "2=0,0,1,1:s")]
    [InlineData("'3/2' in region 1", "1=0,0,3/2,1")]
    [InlineData("stream of region 1 is empty", "1=0,0,1,1:")]
    public void LayoutThatTheServerWouldRefuse_IsRefusedWithTheReason(string reason, params string[] regions)
    {
        var failure = Assert.Throws<CommandFailedException>(() => LayoutText.Check([.. regions.Select(LayoutText.Parse)]));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsReadAsItIsWritten()
    {
        var layout = LayoutText.Check([LayoutText.Parse("1=0,0,1/2,1:s"), LayoutText.Parse("2=1/2,0,1/2,1")]);
        Assert.Equal(layout, LayoutText.ParseJson(LayoutText.ToJson(layout)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("[{\"region\":{\"id\":\"1\"}}]")]
    [InlineData("[{\"region\":{\"id\":null,\"area\":{\"left\":\"0\",\"top\":\"0\",\"width\":\"1\",\"height\":\"1\"}}}]")]
    public void OtherJson_IsRefused(string json) =>
        Assert.Contains("not a layout", Assert.Throws<CommandFailedException>(() => LayoutText.ParseJson(json)).Message, StringComparison.Ordinal);
}
