using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Streams sent out of a room by RTMP, RTSP, HLS or DASH: <c>/v1/rooms/:room/streaming-outs</c> (PROTOCOL §8.8).</summary>
/// <remarks>
/// Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time. A creation that
/// fails with <see cref="ManagementError.ClusterOperationFailed"/> may complete later: list before trying again.
/// </remarks>
public sealed class StreamingOutsResource
{
    private readonly SubscriptionEndpoint _endpoint;

    internal StreamingOutsResource(ManagementTransport transport, string root) => _endpoint = new SubscriptionEndpoint(transport, root, "streaming-outs");

    /// <summary>Lists the streaming-outs of a room.</summary>
    public Task<IReadOnlyList<ServerSubscription>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        _endpoint.ListAsync(roomId, cancellationToken);

    /// <summary>Begins to send media out.</summary>
    /// <param name="roomId">The room, which must be running.</param>
    /// <param name="url">Where to. It may carry credentials and is never logged.</param>
    /// <param name="media">What to send; sound becomes AAC, pictures H.264.</param>
    /// <param name="protocol"><c>rtmp</c>, <c>rtsp</c>, <c>hls</c> or <c>dash</c>; null to let the server tell from the address.</param>
    /// <param name="parameters">Segmenting of HLS and DASH, or null.</param>
    /// <param name="cancellationToken">Stops waiting; the streaming-out may have begun.</param>
    public Task<ServerSubscription> CreateAsync(
        string roomId,
        string url,
        SubscriptionMedia media,
        string? protocol = null,
        StreamingOutParameters? parameters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        ArgumentNullException.ThrowIfNull(media);
        var body = ManagementTransport.Json(new NewStreamingOut(protocol, url, parameters, media), RestJson.Default.NewStreamingOut);
        return _endpoint.CreateAsync(roomId, body, cancellationToken);
    }

    /// <summary>Takes the sound from another stream.</summary>
    public Task<ServerSubscription> ChangeAudioSourceAsync(string roomId, string id, string streamId, CancellationToken cancellationToken = default) =>
        _endpoint.ChangeAsync(roomId, id, _endpoint.Source(TrackKind.Audio, streamId), cancellationToken);

    /// <summary>Takes the pictures from another stream.</summary>
    public Task<ServerSubscription> ChangeVideoSourceAsync(string roomId, string id, string streamId, CancellationToken cancellationToken = default) =>
        _endpoint.ChangeAsync(roomId, id, _endpoint.Source(TrackKind.Video, streamId), cancellationToken);

    /// <summary>Changes the pictures' parameters.</summary>
    public Task<ServerSubscription> ChangeVideoParametersAsync(string roomId, string id, VideoParameterChange change, CancellationToken cancellationToken = default) =>
        _endpoint.ChangeAsync(roomId, id, _endpoint.Parameters(change), cancellationToken);

    /// <summary>Ends a streaming-out.</summary>
    public Task DeleteAsync(string roomId, string id, CancellationToken cancellationToken = default) => _endpoint.DeleteAsync(roomId, id, cancellationToken);
}
