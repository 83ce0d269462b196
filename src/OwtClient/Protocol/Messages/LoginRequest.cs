namespace OwtClient.Protocol.Messages;

/// <summary><c>login</c> (PROTOCOL §3.2).</summary>
internal sealed record LoginRequest(string Token, UserAgent UserAgent, string Protocol);
