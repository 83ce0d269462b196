namespace OwtClient.Cli.Join.Events;

/// <summary>The media of a publication or subscription flow again, perhaps under another id.</summary>
internal sealed record RestoredEvent(string OldId, string Id, string Stream) : JoinEvent;
