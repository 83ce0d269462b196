namespace OwtClient.Cli.Join.Events;

/// <summary>What flowed during the last second.</summary>
internal sealed record StatsEvent(IReadOnlyList<StreamRate> Streams) : JoinEvent;
