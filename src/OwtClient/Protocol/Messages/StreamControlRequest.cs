using System.Text.Json;

namespace OwtClient.Protocol.Messages;

/// <summary><c>stream-control</c> (PROTOCOL §4.8).</summary>
internal sealed record StreamControlRequest(string Id, string Operation, JsonElement Data);
