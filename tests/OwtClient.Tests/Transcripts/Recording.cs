using System.Text.Json;

namespace OwtClient.Tests.Transcripts;

/// <summary>A recorded conversation with a real OWT 5.1 server (tests/Transcripts).</summary>
internal static class Recording
{
    /// <summary>All of them, by name. A new one takes part in every test that is for all.</summary>
    public static IEnumerable<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Transcripts");

    public static IReadOnlyList<RecordedLine> Read(string name) =>
        [.. File.ReadLines(Path.Combine(Folder, name + ".jsonl")).Select(line => new RecordedLine(JsonDocument.Parse(line).RootElement))];

    public static IEnumerable<RecordedLine> Requests(string recording, string name) => Read(recording).Where(l => l.IsRequest && l.Event == name);
}
