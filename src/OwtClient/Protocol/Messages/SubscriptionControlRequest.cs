using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary><c>subscription-control</c> (PROTOCOL §4.9).</summary>
internal sealed record SubscriptionControlRequest(string Id, string Operation, JsonElement Data);
