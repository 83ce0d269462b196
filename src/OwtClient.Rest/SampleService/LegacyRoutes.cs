using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.SampleService;

/// <summary>The routes that older sample application servers have, kept by newer ones as aliases (PROTOCOL §8.11).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class LegacyRoutes
{
    private readonly ManagementTransport _transport;

    internal LegacyRoutes(ManagementTransport transport) => _transport = transport;

    /// <summary><c>POST /createToken/</c>: makes a token. A null room is the server's <c>sampleRoom</c>.</summary>
    public async Task<string> CreateTokenAsync(string user, string role, string? room = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(role);
        var body = ManagementTransport.Json(new LegacyToken(room, user, role), RestJson.Default.LegacyToken);
        var token = await _transport.SendForTextAsync(HttpMethod.Post, "/createToken/", body, null, RequestBudget.Long, cancellationToken).ConfigureAwait(false);
        return token.Trim();
    }

    /// <summary><c>GET /getRooms/</c>: lists all rooms.</summary>
    public async Task<IReadOnlyList<Room>> ListRoomsAsync(CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(HttpMethod.Get, "/getRooms/", RestJson.Default.ListRoom, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary><c>GET /getRoom/:room</c>: reads a room.</summary>
    public Task<Room> GetRoomAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(HttpMethod.Get, $"/getRoom/{PathSegment.Of(roomId)}", RestJson.Default.Room, cancellationToken: cancellationToken);

    /// <summary><c>POST /createRoom/</c>: creates a room.</summary>
    public Task<Room> CreateRoomAsync(string name, RoomOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var body = ManagementTransport.Json(new NewRoom(name, options), RestJson.Default.NewRoom);
        return _transport.SendAsync(HttpMethod.Post, "/createRoom/", RestJson.Default.Room, body, cancellationToken: cancellationToken);
    }

    /// <summary><c>DELETE /room/:room</c>: deletes a room.</summary>
    public Task DeleteRoomAsync(string roomId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, $"/room/{PathSegment.Of(roomId)}", cancellationToken: cancellationToken);

    /// <summary><c>GET /getUsers/:room</c>: lists who is in a room.</summary>
    public async Task<IReadOnlyList<Participant>> ListUsersAsync(string roomId, CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(
            HttpMethod.Get, $"/getUsers/{PathSegment.Of(roomId)}", RestJson.Default.ListParticipant, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary><c>GET /room/:room/user/:user</c>: reads one participant.</summary>
    public Task<Participant> GetUserAsync(string roomId, string participantId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(HttpMethod.Get, UserPath(roomId, participantId), RestJson.Default.Participant, cancellationToken: cancellationToken);

    /// <summary><c>DELETE /room/:room/user/:user</c>: removes a participant.</summary>
    public Task KickUserAsync(string roomId, string participantId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, UserPath(roomId, participantId), cancellationToken: cancellationToken);

    private static string UserPath(string roomId, string participantId) => $"/room/{PathSegment.Of(roomId)}/user/{PathSegment.Of(participantId)}";
}
