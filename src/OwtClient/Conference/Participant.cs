namespace OwtClient.Conference;

/// <summary>Somebody in the conference. Immutable.</summary>
/// <param name="Id">The server's id; stable while the participant is there.</param>
/// <param name="User">User name stored with the token.</param>
/// <param name="Role">Role stored with the token.</param>
public sealed record Participant(string Id, string User, string Role);
