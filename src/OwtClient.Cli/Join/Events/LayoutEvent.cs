namespace OwtClient.Cli.Join.Events;

/// <summary>The layout of a mixed stream changed: what is shown in which region, empty regions left out.</summary>
internal sealed record LayoutEvent(string Stream, IReadOnlyList<ShownRegion> Regions) : JoinEvent;
