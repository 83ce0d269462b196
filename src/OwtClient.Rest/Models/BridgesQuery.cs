namespace OwtClient.Rest.Models;

/// <summary>Body of a bridges request.</summary>
internal sealed record BridgesQuery(string TargetCluster);
