namespace OwtClient.Rest.Models;

/// <summary>Pictures that a server-side subscription receives.</summary>
public sealed record ServerSubscriptionVideo(string From, string? Status = null, VideoFormat? Format = null, VideoParameters? Parameters = null);
