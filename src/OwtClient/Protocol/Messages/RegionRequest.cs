namespace OwtClient.Protocol.Messages;

/// <summary>Argument of <c>set-region</c> (PROTOCOL §4.8).</summary>
internal sealed record RegionRequest(string View, string Region);
