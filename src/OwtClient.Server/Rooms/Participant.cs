namespace OwtClient.Server.Rooms;

/// <summary>Somebody in a room.</summary>
/// <param name="Id">Id of the connection that logged in; stays the same when the participant comes back on another one.</param>
/// <param name="User">Name from the token.</param>
/// <param name="Role">Role from the token.</param>
/// <param name="Permission">What the role allows.</param>
internal sealed record Participant(string Id, string User, string Role, RolePermission Permission);
