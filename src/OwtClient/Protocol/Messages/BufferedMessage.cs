using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary>A notification that the server kept, with its number since login, counted from 1.</summary>
internal sealed record BufferedMessage
{
    public string? Event { get; init; }

    public JsonElement? Data { get; init; }

    public long? Seq { get; init; }
}
