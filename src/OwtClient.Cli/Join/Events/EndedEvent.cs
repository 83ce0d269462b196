namespace OwtClient.Cli.Join.Events;

/// <summary>A publication or subscription ended.</summary>
internal sealed record EndedEvent(string Id, string Stream, string Reason) : JoinEvent;
