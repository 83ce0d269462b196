namespace OwtClient.Protocol.Messages;

/// <summary>Who logs in. 4.x servers want all three parts; the type of the first decides about reconnection (PROTOCOL §3.3).</summary>
internal sealed record UserAgent(AgentSdk Sdk, AgentPart Runtime, AgentPart Os);
