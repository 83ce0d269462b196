namespace OwtClient.Rest.Models;

/// <summary>Where a server-side subscription takes its pictures.</summary>
/// <param name="From">Stream id.</param>
/// <param name="Format">Wanted format, or null for the protocol's own.</param>
/// <param name="Parameters">Wanted parameters, or null for the source's.</param>
public sealed record VideoSource(string From, VideoFormat? Format = null, VideoParameters? Parameters = null);
