namespace OwtClient.Cli.Join.Events;

/// <summary>Somebody else speaks in a mixed stream, or nobody.</summary>
internal sealed record ActiveInputEvent(string Stream, string? Input) : JoinEvent;
