namespace OwtClient.WebRtc.Tests;

/// <summary>Recorded input under <c>Vectors/</c>, copied beside the test program.</summary>
internal static class VectorFile
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Vectors");

    public static string ReadText(string folder, string name) => File.ReadAllText(Path.Combine(Root, folder, name));

    public static IEnumerable<string> Names(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
