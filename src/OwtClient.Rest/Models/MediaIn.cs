namespace OwtClient.Rest.Models;

/// <summary>Formats accepted from publishers.</summary>
public sealed record MediaIn(IReadOnlyList<AudioFormat> Audio, IReadOnlyList<VideoFormat> Video);
