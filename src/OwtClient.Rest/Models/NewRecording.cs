namespace OwtClient.Rest.Models;

/// <summary>Body of a recording creation.</summary>
internal sealed record NewRecording(string Container, SubscriptionMedia Media);
