namespace OwtClient.Cli.Join.Events;

/// <summary>A text message came. A message that is not a string is given as its JSON.</summary>
internal sealed record MessageEvent(string From, string To, string Text) : JoinEvent;
