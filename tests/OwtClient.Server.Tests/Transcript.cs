using System.Text.Json;

namespace OwtClient.Server.Tests;

/// <summary>A recorded conversation with a real OWT 5.1 server (tests/Transcripts).</summary>
internal static class Transcript
{
    /// <summary>The lines of a recording.</summary>
    public static IReadOnlyList<JsonElement> Read(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Transcripts", name + ".jsonl")).Select(Parse)];

    /// <summary>The requests of one kind that were answered.</summary>
    public static IEnumerable<(JsonElement Data, IReadOnlyList<string> Ack)> Requests(string recording, string name) =>
        from line in Read(recording)
        where Text(line, "dir") == "c>s" && Text(line, "event") == name
        where line.TryGetProperty("ack", out var ack) && ack.ValueKind == JsonValueKind.Array
        select (line.TryGetProperty("data", out var data) ? data : default, Strings(line.GetProperty("ack")));

    private static IReadOnlyList<string> Strings(JsonElement ack) => [.. ack.EnumerateArray().Select(entry => entry.ToString())];

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
