namespace OwtClient.Streams;

/// <summary>One region of a mixed picture. Numbers are shares of the whole picture, 0 to 1.</summary>
/// <param name="Id">Its name.</param>
/// <param name="StreamId">The stream shown there, or null for none.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record LayoutRegion(string Id, string? StreamId, double Left, double Top, double Width, double Height);
