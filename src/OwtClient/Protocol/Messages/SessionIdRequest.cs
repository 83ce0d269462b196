namespace OwtClient.Protocol.Messages;

/// <summary><c>unpublish</c> and <c>unsubscribe</c> (PROTOCOL §4.7).</summary>
internal sealed record SessionIdRequest(string Id);
