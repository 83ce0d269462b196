namespace OwtClient.Cli.Join.Events;

/// <summary>A region of a mixed stream and the stream in it.</summary>
internal sealed record ShownRegion(string Region, string Stream);
