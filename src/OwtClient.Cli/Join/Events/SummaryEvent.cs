namespace OwtClient.Cli.Join.Events;

/// <summary>The last event: totals per stream.</summary>
internal sealed record SummaryEvent(double? JoinMs, IReadOnlyList<PublicationSummary> Publications, IReadOnlyList<SubscriptionSummary> Subscriptions) : JoinEvent;
