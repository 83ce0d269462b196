namespace OwtClient.Protocol.Messages;

/// <summary>The SDK in a user agent.</summary>
internal sealed record AgentSdk(string Type, string Version);
