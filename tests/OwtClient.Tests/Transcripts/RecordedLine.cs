using System.Text.Json;

namespace OwtClient.Tests.Transcripts;

/// <summary>One line of a <see cref="Recording"/>.</summary>
internal sealed record RecordedLine(JsonElement Json)
{
    public string Event => Json.GetProperty("event").GetString()!;

    public bool IsRequest => Json.GetProperty("dir").GetString() == "c>s";

    /// <summary>A notification of the server, not an event of the socket.</summary>
    public bool IsNotification => Json.GetProperty("dir").GetString() == "s>c" && !Event.StartsWith('(');

    public JsonElement? Data => Json.TryGetProperty("data", out var data) ? data : null;

    /// <summary>The ack's arguments, or null when none came.</summary>
    public JsonElement[]? Ack => Json.TryGetProperty("ack", out var ack) && ack.ValueKind == JsonValueKind.Array ? [.. ack.EnumerateArray()] : null;
}
