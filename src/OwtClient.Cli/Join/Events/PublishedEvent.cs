namespace OwtClient.Cli.Join.Events;

/// <summary>The file is being published.</summary>
internal sealed record PublishedEvent(string Id, string File, double PublishMs) : JoinEvent;
