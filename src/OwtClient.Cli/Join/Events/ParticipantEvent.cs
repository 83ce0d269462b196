namespace OwtClient.Cli.Join.Events;

/// <summary>Somebody came (<c>joined</c>) or went (<c>left</c>).</summary>
internal sealed record ParticipantEvent(string Action, string Id, string? User, string? Role) : JoinEvent;
