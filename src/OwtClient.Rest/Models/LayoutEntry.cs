namespace OwtClient.Rest.Models;

/// <summary>One region of a layout and the stream in it.</summary>
/// <param name="Region">Where.</param>
/// <param name="Stream">Which forward stream, or null for an empty region. Regions with a stream come first.</param>
public sealed record LayoutEntry(LayoutRegion Region, string? Stream = null);
