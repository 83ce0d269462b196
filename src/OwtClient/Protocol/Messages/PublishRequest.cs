using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary><c>publish</c> (PROTOCOL §4.2). Without <c>transport</c>, so that the session gets one of its own.</summary>
internal sealed record PublishRequest(MediaRequest Media)
{
    /// <summary>An object shown to everybody, or null for none.</summary>
    public JsonElement? Attributes { get; init; }
}
