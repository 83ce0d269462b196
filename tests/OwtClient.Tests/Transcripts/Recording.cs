using System.Text.Json;

namespace OwtClient.Tests.Transcripts;

/// <summary>A recorded conversation with a real OWT 5.1 server (tests/Transcripts).</summary>
internal static class Recording
{
    public static readonly string[] Protocol12 =
    [
        "jssdk-1.2-multi", "jssdk-1.2-reconnect-sio4", "jssdk-1.2-simulcast", "jssdk-1.2-sio2", "jssdk-1.2-sio4", "raw-basic-1.2",
        "errors-drop", "errors-publish-errors", "errors-relogin-1.2", "errors-sdp", "errors-subscribe-errors", "errors-text",
    ];

    public static IReadOnlyList<RecordedLine> Read(string name) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Transcripts", name + ".jsonl")).Select(line => new RecordedLine(JsonDocument.Parse(line).RootElement))];

    public static IEnumerable<RecordedLine> Requests(string recording, string name) => Read(recording).Where(l => l.IsRequest && l.Event == name);
}
