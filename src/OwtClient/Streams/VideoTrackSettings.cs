namespace OwtClient.Streams;

/// <summary>One picture track of a remote stream, with all its simulcast layers.</summary>
/// <param name="Mid">Media section of its publisher, or null where the server does not say.</param>
/// <param name="Layers">One entry, or one for each simulcast layer, in the server's order; never empty.</param>
public sealed record VideoTrackSettings(string? Mid, IReadOnlyList<VideoSettings> Layers);
