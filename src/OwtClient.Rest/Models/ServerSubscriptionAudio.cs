namespace OwtClient.Rest.Models;

/// <summary>Sound that a server-side subscription receives.</summary>
public sealed record ServerSubscriptionAudio(string From, string? Status = null, AudioFormat? Format = null);
