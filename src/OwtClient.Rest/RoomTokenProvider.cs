using OwtClient.Rest.Models;
using OwtClient.Rest.SampleService;

namespace OwtClient.Rest;

/// <summary>Gets tokens for one user of one room, a new one at each call: for joining, and for joining again.</summary>
/// <remarks>
/// This package does not depend on the conference client; one line joins the two:
/// <code>
/// ITokenProvider tokens = TokenProvider.FromDelegate(new RoomTokenProvider(management, room.Id, "alice", "presenter").GetTokenAsync);
/// </code>
/// Thread-safe. Does not own the client that it uses.
/// </remarks>
public sealed class RoomTokenProvider
{
    private readonly Func<CancellationToken, Task<string>> _create;
    private readonly string _description;

    /// <summary>Gets tokens from the management API.</summary>
    /// <param name="management">Client to ask through.</param>
    /// <param name="roomId">Room to join.</param>
    /// <param name="user">User name shown to others.</param>
    /// <param name="role">A role of the room.</param>
    /// <param name="options">Where the user is and the like, or null.</param>
    public RoomTokenProvider(OwtManagementClient management, string roomId, string user, string role, TokenOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(management);
        _create = cancellation => management.Tokens.CreateAsync(roomId, user, role, options, cancellation);
        _description = $"tokens for {user} as {role} in room {roomId}";
    }

    /// <summary>Gets tokens from the sample application server.</summary>
    /// <param name="service">Client to ask through.</param>
    /// <param name="user">User name shown to others.</param>
    /// <param name="role">A role of the room.</param>
    /// <param name="room">Room to join, or null for the server's <c>sampleRoom</c>.</param>
    public RoomTokenProvider(SampleServiceClient service, string user, string role, string? room)
    {
        ArgumentNullException.ThrowIfNull(service);
        _create = cancellation => service.CreateTokenAsync(user, role, room, cancellation);
        _description = $"tokens for {user} as {role} in {room ?? "the sample room"}";
    }

    /// <summary>Gets a new token.</summary>
    /// <exception cref="OwtManagementException">The server refused or did not answer in time.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken = default) => new(_create(cancellationToken));

    /// <summary>Says for whom; holds no token.</summary>
    public override string ToString() => _description;
}
