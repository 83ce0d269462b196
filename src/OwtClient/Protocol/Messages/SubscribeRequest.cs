namespace OwtClient.Protocol.Messages;

/// <summary><c>subscribe</c> (PROTOCOL §4.4). Without <c>transport</c>, so that the session gets one of its own.</summary>
internal sealed record SubscribeRequest(MediaRequest Media);
