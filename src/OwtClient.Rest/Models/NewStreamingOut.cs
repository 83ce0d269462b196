namespace OwtClient.Rest.Models;

/// <summary>Body of a streaming-out creation.</summary>
internal sealed record NewStreamingOut(string? Protocol, string Url, StreamingOutParameters? Parameters, SubscriptionMedia Media);
