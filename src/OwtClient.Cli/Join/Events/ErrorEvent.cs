namespace OwtClient.Cli.Join.Events;

/// <summary>Something failed; the run goes on unless it was joining or publishing.</summary>
internal sealed record ErrorEvent(string Message, string? Stream) : JoinEvent;
