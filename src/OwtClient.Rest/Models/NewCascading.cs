namespace OwtClient.Rest.Models;

/// <summary>Body of a cascading request.</summary>
internal sealed record NewCascading(CascadingOptions Options);
