namespace OwtClient.Cli.Join.Events;

/// <summary>The sound (<c>audio</c>) or the pictures (<c>video</c>) of a stream were muted or unmuted.</summary>
internal sealed record MuteEvent(string Stream, string Kind, bool Muted) : JoinEvent;
