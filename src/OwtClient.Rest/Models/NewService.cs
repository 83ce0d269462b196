namespace OwtClient.Rest.Models;

/// <summary>Body of a service creation.</summary>
internal sealed record NewService(string Name, string Key);
