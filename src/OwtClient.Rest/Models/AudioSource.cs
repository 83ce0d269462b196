namespace OwtClient.Rest.Models;

/// <summary>Where a server-side subscription takes its sound.</summary>
/// <param name="From">Stream id.</param>
/// <param name="Format">Wanted format, or null for the protocol's own.</param>
public sealed record AudioSource(string From, AudioFormat? Format = null);
