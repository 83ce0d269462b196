using OwtClient.Rest.Authentication;
using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Tokens to join with: <c>/v1/rooms/:room/tokens</c> (PROTOCOL §8.5).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class TokensResource
{
    private readonly ManagementTransport _transport;

    internal TokensResource(ManagementTransport transport) => _transport = transport;

    /// <summary>Makes a token: good for one join within three minutes. Keep it secret.</summary>
    /// <param name="roomId">Room to join.</param>
    /// <param name="user">User name shown to others; any non-empty text.</param>
    /// <param name="role">A role of the room, for example <c>presenter</c>.</param>
    /// <param name="options">Where the user is and the like, or null.</param>
    /// <param name="cancellationToken">Stops waiting; a token that nobody has is left to expire.</param>
    /// <remarks>
    /// The server retries portal scheduling for about a minute, so the call has <see cref="OwtManagementOptions.LongRequestTimeout"/>. A role that
    /// the room does not have is refused with <see cref="ManagementError.BadRequest"/> and the text <c>Name or role not valid</c>; so is everything
    /// when the server cannot read its own signing key.
    /// </remarks>
    public Task<string> CreateAsync(string roomId, string user, string role, TokenOptions? options = null, CancellationToken cancellationToken = default) =>
        CreateAtAsync($"/v1/rooms/{PathSegment.Of(roomId)}/tokens", user, role, options ?? new TokenOptions(), cancellationToken);

    internal async Task<string> CreateAtAsync(string path, string user, string role, TokenOptions options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(role);
        var body = ManagementTransport.Json(new NewToken(user, role, options.Preference, options.Domain), RestJson.Default.NewToken);
        var signed = options.SignUser ? new MAuthUser(user, role) : null;
        var token = await _transport.SendForTextAsync(HttpMethod.Post, path, body, signed, RequestBudget.Long, cancellationToken).ConfigureAwait(false);
        return token.Trim();
    }
}
