namespace OwtClient.Server.Tokens;

/// <summary>What a token stands for. Kept on the server; the token itself names only the id (PROTOCOL §1.1).</summary>
/// <param name="RoomId">Id of the room to join.</param>
/// <param name="User">Name shown to others.</param>
/// <param name="Role">Role within the room.</param>
/// <param name="CreatedAt">Start of the token's life.</param>
internal sealed record TokenGrant(string RoomId, string User, string Role, DateTimeOffset CreatedAt);
