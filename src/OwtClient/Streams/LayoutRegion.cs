namespace OwtClient.Streams;

/// <summary>One region of a mixed picture.</summary>
/// <param name="Id">Its name, which <c>set-region</c> takes.</param>
/// <param name="StreamId">The stream shown there, or null for none, or for one that the server cannot name.</param>
/// <param name="Area">Where it lies, or null when the server describes it in a way that this version does not know.</param>
public sealed record LayoutRegion(string Id, string? StreamId, LayoutArea? Area);
