using OwtClient.Cli.Management;

namespace OwtClient.Cli.Tests.Management;

public class LayoutDrawingTests
{
    [Fact]
    public void RegionsSideBySide_ShareTheirEdge() => AssertDrawn(
        """
        ┌─────────┬─────────┐
        │ 1       │ 2       │
        │ alice   │ bob     │
        │         ├─────────┤
        │         │ 3       │
        │         │ a-much- │
        └─────────┴─────────┘
        """,
        "1=0,0,1/2,1:alice",
        "2=1/2,0,1/2,1/2:bob",
        "3=1/2,1/2,1/2,1/2:a-much-longer-id");

    [Fact]
    public void LaterRegion_LiesOnTop() => AssertDrawn(
        """
        ┌───────────────────┐
        │ main              │
        │    ┌─────────┐    │
        │    │ small   │    │
        │    │         │    │
        │    └─────────┘    │
        └───────────────────┘
        """,
        "main=0,0,1,1",
        "small=1/4,1/3,1/2,1/2");

    /// <summary>Whatever a server says is drawn inside the picture or not at all.</summary>
    [Theory]
    [InlineData("1=3/4,3/4,1,1")]
    [InlineData("1=1,1,1,1")]
    [InlineData("1=0,0,0,0")]
    [InlineData("1=x,0,1,1")]
    public void StrangeRegion_StaysInside(string region)
    {
        var lines = Draw(region);
        Assert.Equal(7, lines.Count);
        Assert.All(lines, line => Assert.True(line.Length <= 21));
    }

    private static void AssertDrawn(string expected, params string[] regions) => Assert.Equal(expected.ReplaceLineEndings("\n").Split('\n'), Draw(regions));

    private static List<string> Draw(params string[] regions)
    {
        var drawing = new LayoutDrawing(21, 7);
        foreach (var region in regions) drawing.Add(LayoutText.Parse(region));
        return [.. drawing.Lines];
    }
}
