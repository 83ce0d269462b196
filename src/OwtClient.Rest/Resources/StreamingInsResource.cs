using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>External streams brought into a room: <c>/v1.1/rooms/:room/streaming-ins</c>, or the same under <c>/v1</c> (PROTOCOL §8.7).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class StreamingInsResource
{
    private readonly ManagementTransport _transport;
    private readonly string _root;

    internal StreamingInsResource(ManagementTransport transport, string root) => (_transport, _root) = (transport, root);

    /// <summary>Fetches an external stream into the room and completes when it flows.</summary>
    /// <param name="roomId">The room, which must be running.</param>
    /// <param name="connection">Where the stream is.</param>
    /// <param name="media">Which kinds to take, or null for what is there.</param>
    /// <param name="attributes">Shown to participants as the stream's attributes, or null.</param>
    /// <param name="cancellationToken">Stops waiting; the stream may still appear.</param>
    /// <remarks>
    /// The server answers when it has connected, up to about 85 s; the call has <see cref="OwtManagementOptions.LongRequestTimeout"/>. A source that
    /// cannot be read ends in <see cref="ManagementError.ClusterOperationFailed"/>.
    /// </remarks>
    public Task<StreamInfo> CreateAsync(
        string roomId,
        StreamingInConnection connection,
        StreamingInMedia? media = null,
        IReadOnlyDictionary<string, string>? attributes = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var body = ManagementTransport.Json(new NewStreamingIn(connection, media ?? new StreamingInMedia(), attributes), RestJson.Default.NewStreamingIn);
        return CreateAsync(roomId, body, cancellationToken);
    }


    /// <summary>Ends an external stream.</summary>
    public Task DeleteAsync(string roomId, string streamId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, $"{Path(roomId)}/{PathSegment.Of(streamId)}", cancellationToken: cancellationToken);

    internal Task<StreamInfo> CreateAsync(string roomId, byte[] body, CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Post, Path(roomId), RestJson.Default.StreamInfo, body, RequestBudget.Long, cancellationToken);

    private string Path(string roomId) => $"{_root}/rooms/{PathSegment.Of(roomId)}/streaming-ins";
}
