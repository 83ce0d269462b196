namespace OwtClient.Cli.Join.Events;

/// <summary>The connection to the server was lost and is being made anew.</summary>
internal sealed record ReconnectingEvent(string? Reason) : JoinEvent;
