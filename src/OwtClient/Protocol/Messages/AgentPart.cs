namespace OwtClient.Protocol.Messages;

/// <summary>The runtime or operating system in a user agent.</summary>
internal sealed record AgentPart(string Name, string Version);
