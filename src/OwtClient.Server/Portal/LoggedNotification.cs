using System.Text.Json;
using System.Text.Json.Serialization;

namespace OwtClient.Server.Portal;

/// <summary>An entry of <c>messages</c> in the answer to <c>relogin</c>. Sequence numbers count from 1 since login.</summary>
internal sealed record LoggedNotification(
    [property: JsonPropertyName("event")] string Event,
    [property: JsonPropertyName("data")] JsonElement Data,
    [property: JsonPropertyName("seq")] int Sequence);
