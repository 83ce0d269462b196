namespace OwtClient.Cli.Join.Events;

/// <summary>A stream appeared (<c>added</c>), changed (<c>updated</c>) or went (<c>ended</c>).</summary>
internal sealed record StreamEvent(string Action, string Id, string? Type, string? Owner, bool Audio, bool Video) : JoinEvent;
