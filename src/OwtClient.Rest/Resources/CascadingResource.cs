using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Rooms joined across clusters: <c>/v1/rooms/:room/cascading</c> and <c>/bridges</c> (PROTOCOL §8.10).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class CascadingResource
{
    private readonly ManagementTransport _transport;

    internal CascadingResource(ManagementTransport transport) => _transport = transport;

    /// <summary>Joins a room to one of another cluster.</summary>
    public Task StartAsync(string roomId, CascadingOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = ManagementTransport.Json(new NewCascading(options), RestJson.Default.NewCascading);
        return _transport.SendForTextAsync(HttpMethod.Post, $"/v1/rooms/{PathSegment.Of(roomId)}/cascading", body, cancellationToken: cancellationToken);
    }

    /// <summary>Tells where other clusters reach a room.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="targetCluster">The cluster that asks, or null. It goes into the body of a GET, as the server wants it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<Bridges> GetBridgesAsync(string roomId, string? targetCluster = null, CancellationToken cancellationToken = default)
    {
        var body = targetCluster is null ? null : ManagementTransport.Json(new BridgesQuery(targetCluster), RestJson.Default.BridgesQuery);
        return _transport.SendAsync(HttpMethod.Get, $"/v1/rooms/{PathSegment.Of(roomId)}/bridges", RestJson.Default.Bridges, body, cancellationToken: cancellationToken);
    }
}
