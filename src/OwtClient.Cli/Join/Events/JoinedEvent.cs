namespace OwtClient.Cli.Join.Events;

/// <summary>The conference was joined.</summary>
internal sealed record JoinedEvent(string Id, string User, string Role, string Room, int Participants, int Streams, double JoinMs) : JoinEvent;
