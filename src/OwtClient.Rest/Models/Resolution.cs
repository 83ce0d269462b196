namespace OwtClient.Rest.Models;

/// <summary>A picture size in pixels.</summary>
public sealed record Resolution(int Width, int Height);
