namespace OwtClient.Rest.Models;

/// <summary>Body of an analysis creation.</summary>
internal sealed record NewAnalytics(string Algorithm, SubscriptionMedia Media);
