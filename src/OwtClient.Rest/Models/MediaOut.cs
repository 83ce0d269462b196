namespace OwtClient.Rest.Models;

/// <summary>Formats and parameters offered to subscribers.</summary>
public sealed record MediaOut(IReadOnlyList<AudioFormat> Audio, VideoOut Video);
