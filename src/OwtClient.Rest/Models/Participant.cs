namespace OwtClient.Rest.Models;

/// <summary>Somebody in a room (PROTOCOL §8.6).</summary>
public sealed record Participant(string Id, string User, string Role, Permission Permission);
