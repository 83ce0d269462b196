namespace OwtClient.Cli.Join.Events;

/// <summary>Totals of one publication.</summary>
internal sealed record PublicationSummary(string Id, double PublishMs, long VideoFramesSent, long AudioFramesSent);
