namespace OwtClient.Protocol.Messages;

/// <summary>The media of a <c>publish</c> or <c>subscribe</c>: at most one track of each kind.</summary>
internal sealed record MediaRequest(TrackRequest[] Tracks);
