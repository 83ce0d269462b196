using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Participants of a running room: <c>/v1/rooms/:room/participants</c> (PROTOCOL §8.6).</summary>
/// <remarks>
/// Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time. A room that is not
/// running has an empty list; other calls on it fail with <see cref="ManagementError.ClusterOperationFailed"/>.
/// </remarks>
public sealed class ParticipantsResource
{
    private readonly ManagementTransport _transport;
    private readonly string _root;

    internal ParticipantsResource(ManagementTransport transport, string root) => (_transport, _root) = (transport, root);

    /// <summary>Lists who is there.</summary>
    public async Task<IReadOnlyList<Participant>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(HttpMethod.Get, Path(roomId), RestJson.Default.ListParticipant, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Reads one participant.</summary>
    public Task<Participant> GetAsync(string roomId, string participantId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(HttpMethod.Get, Path(roomId, participantId), RestJson.Default.Participant, cancellationToken: cancellationToken);

    /// <summary>Changes what a participant may publish. Concerns later requests; running publications stay, and the client is not told.</summary>
    public Task<Participant> SetPublishPermissionAsync(string roomId, string participantId, MediaPermission permission, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, participantId, "/permission/publish", permission, cancellationToken);

    /// <summary>Changes what a participant may subscribe to. Concerns later requests; running subscriptions stay, and the client is not told.</summary>
    public Task<Participant> SetSubscribePermissionAsync(string roomId, string participantId, MediaPermission permission, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, participantId, "/permission/subscribe", permission, cancellationToken);

    /// <summary>Changes whether a participant may publish one kind of media; the other stays as it is.</summary>
    public Task<Participant> AllowPublishingAsync(string roomId, string participantId, TrackKind kind, bool allowed, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, participantId, $"/permission/publish/{Patch.Name(kind)}", allowed, cancellationToken);

    /// <summary>Changes whether a participant may subscribe to one kind of media; the other stays as it is.</summary>
    public Task<Participant> AllowSubscribingAsync(string roomId, string participantId, TrackKind kind, bool allowed, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, participantId, $"/permission/subscribe/{Patch.Name(kind)}", allowed, cancellationToken);

    /// <summary>Removes a participant from the room; its client is told with <c>drop</c>.</summary>
    public Task KickAsync(string roomId, string participantId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, Path(roomId, participantId), cancellationToken: cancellationToken);

    private Task<Participant> ChangeAsync(string roomId, string participantId, string path, MediaPermission permission, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permission);
        return ChangeAsync(roomId, participantId, Patch.Replace(path, permission, RestJson.Default.MediaPermission), cancellationToken);
    }

    private Task<Participant> ChangeAsync(string roomId, string participantId, string path, bool allowed, CancellationToken cancellationToken) =>
        ChangeAsync(roomId, participantId, Patch.Replace(path, allowed, RestJson.Default.Boolean), cancellationToken);

    private Task<Participant> ChangeAsync(string roomId, string participantId, PatchOperation operation, CancellationToken cancellationToken) =>
        _transport.SendAsync(
            HttpMethod.Patch, Path(roomId, participantId), RestJson.Default.Participant, Patch.Content(operation), cancellationToken: cancellationToken);

    private string Path(string roomId) => $"{_root}/rooms/{PathSegment.Of(roomId)}/participants";

    private string Path(string roomId, string participantId) => $"{Path(roomId)}/{PathSegment.Of(participantId)}";
}
