namespace OwtClient.Rest.Models;

/// <summary>A rectangle of a mixed picture.</summary>
/// <param name="Id">Unique in the layout.</param>
/// <param name="Area">Place and size.</param>
/// <param name="Shape">The server takes <c>rectangle</c> alone.</param>
public sealed record LayoutRegion(string Id, LayoutArea Area, string Shape = "rectangle");
