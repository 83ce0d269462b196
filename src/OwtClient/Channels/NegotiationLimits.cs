namespace OwtClient.Channels;

/// <summary>How long the parts of a negotiation may take (PROTOCOL §5.7). The limit of the first request is the request's own.</summary>
internal sealed record NegotiationLimits(TimeSpan Answer, TimeSpan Transport, TimeSpan Session);
