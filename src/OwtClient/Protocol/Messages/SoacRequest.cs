namespace OwtClient.Protocol.Messages;

/// <summary><c>soac</c>: an offer or a candidate for a transport (PROTOCOL §4.10).</summary>
internal sealed record SoacRequest(string Id, SignalingMessage Signaling);
