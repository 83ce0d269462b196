namespace OwtClient.Cli.Join.Events;

/// <summary>The connection to the server is back.</summary>
/// <param name="How"><c>resumed</c> in the old place, or <c>rejoined</c> as a new participant.</param>
/// <param name="Id">Participant id now.</param>
/// <param name="Attempts">Attempts it took.</param>
/// <param name="LostNotifications">Notifications that the server no longer had.</param>
internal sealed record ReconnectedEvent(string How, string? Id, int Attempts, long LostNotifications) : JoinEvent;
