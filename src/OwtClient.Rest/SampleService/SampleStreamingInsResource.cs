using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;
using OwtClient.Rest.Resources;

namespace OwtClient.Rest.SampleService;

/// <summary>External streams brought into a room through the sample application server: <c>/rooms/:room/streaming-ins</c> (PROTOCOL §8.11).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class SampleStreamingInsResource
{
    private const int DefaultBufferSize = 8192; // bytes; the server's schema wants the number
    private readonly StreamingInsResource _resource;

    internal SampleStreamingInsResource(StreamingInsResource resource) => _resource = resource;

    /// <summary>Fetches an external stream into the room and completes when it flows.</summary>
    /// <param name="roomId">The room, which must be running.</param>
    /// <param name="connection">Where the stream is. <see cref="StreamingInConnection.Origin"/> is not passed on by this server.</param>
    /// <param name="media">Which kinds to take, or null for what is there.</param>
    /// <param name="cancellationToken">Stops waiting; the stream may still appear.</param>
    public Task<StreamInfo> CreateAsync(string roomId, StreamingInConnection connection, StreamingInMedia? media = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var transport = new SampleTransport(connection.TransportProtocol, connection.BufferSize ?? DefaultBufferSize);
        var body = ManagementTransport.Json(new SampleStreamingIn(connection.Url, transport, media ?? new StreamingInMedia()), RestJson.Default.SampleStreamingIn);
        return _resource.CreateAsync(roomId, body, cancellationToken);
    }

    /// <summary>Ends an external stream.</summary>
    public Task DeleteAsync(string roomId, string streamId, CancellationToken cancellationToken = default) => _resource.DeleteAsync(roomId, streamId, cancellationToken);
}
