namespace OwtClient.Rest.Models;

/// <summary>Video formats and parameters offered to subscribers.</summary>
public sealed record VideoOut(IReadOnlyList<VideoFormat> Format, VideoOutParameters Parameters);
