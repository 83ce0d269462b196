namespace OwtClient.Server;

/// <summary>A participant of a room at one moment.</summary>
/// <param name="Id">Id in the room.</param>
/// <param name="User">Name from the token.</param>
/// <param name="Role">Role from the token.</param>
public sealed record ConferenceServerParticipant(string Id, string User, string Role)
{
    /// <summary>Whether a signaling connection serves the participant; false while the server waits for one to come back.</summary>
    public bool IsConnected { get; init; }
}
