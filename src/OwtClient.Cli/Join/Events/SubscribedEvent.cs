namespace OwtClient.Cli.Join.Events;

/// <summary>A stream is being received.</summary>
internal sealed record SubscribedEvent(string Id, string Stream, double SubscribeMs, string? Recording) : JoinEvent;
