using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary>A stream as the server describes it (PROTOCOL §7.1).</summary>
internal sealed record StreamInfoMessage
{
    public string? Id { get; init; }

    /// <summary><c>forward</c>, <c>mixed</c>, or something new.</summary>
    public string? Type { get; init; }

    public StreamMediaMessage? Media { get; init; }

    /// <summary><c>true</c> for data streams; null and absent otherwise.</summary>
    public JsonElement? Data { get; init; }

    public StreamDetailsMessage? Info { get; init; }
}
