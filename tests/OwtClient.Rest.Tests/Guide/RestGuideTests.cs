namespace OwtClient.Rest.Tests.Guide;

public class RestGuideTests
{
    /// <summary>Each example of the guide stands, line by line, in the compiled file.</summary>
    [Fact]
    public void Examples_AreTheCompiledOnes()
    {
        var compiled = Join(File.ReadLines(PathOf("RestGuide.cs")));
        var examples = ExamplesOf(File.ReadLines(PathOf("rest.md"))).ToList();
        Assert.Equal(8, examples.Count);
        foreach (var example in examples) Assert.Contains(Join(example), compiled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbeddedServerExample_Runs() => Assert.Equal(1, await RestGuide.UseEmbeddedServerAsync());

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Guide", name);

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => line.Trim()));

    private static IEnumerable<List<string>> ExamplesOf(IEnumerable<string> page)
    {
        List<string>? example = null;
        foreach (var line in page)
        {
            if (line == "```csharp") example = [];
            else if (line == "```" && example is not null)
            {
                yield return example;
                example = null;
            }
            else example?.Add(line);
        }
    }
}
