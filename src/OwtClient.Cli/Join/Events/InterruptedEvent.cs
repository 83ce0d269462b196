namespace OwtClient.Cli.Join.Events;

/// <summary>The media of a publication or subscription stopped; <see cref="RestoredEvent"/> or <see cref="EndedEvent"/> follows.</summary>
internal sealed record InterruptedEvent(string Id, string Stream, string Reason) : JoinEvent;
