using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Video analyses: <c>/v1/rooms/:room/analytics</c>. Each produces a forward stream of type <c>analytics</c> (PROTOCOL §8.8).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class AnalyticsResource
{
    private readonly SubscriptionEndpoint _endpoint;

    internal AnalyticsResource(ManagementTransport transport, string root) => _endpoint = new SubscriptionEndpoint(transport, root, "analytics");

    /// <summary>Lists the analyses under way.</summary>
    public Task<IReadOnlyList<ServerSubscription>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        _endpoint.ListAsync(roomId, cancellationToken);

    /// <summary>Begins an analysis.</summary>
    /// <param name="roomId">The room, which must be running.</param>
    /// <param name="algorithm">Name of an algorithm installed on the server.</param>
    /// <param name="video">Pictures to analyse.</param>
    /// <param name="cancellationToken">Stops waiting; the analysis may have begun.</param>
    public Task<ServerSubscription> CreateAsync(string roomId, string algorithm, VideoSource video, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(algorithm);
        ArgumentNullException.ThrowIfNull(video);
        var body = ManagementTransport.Json(new NewAnalytics(algorithm, new SubscriptionMedia { Video = video }), RestJson.Default.NewAnalytics);
        return _endpoint.CreateAsync(roomId, body, cancellationToken);
    }

    /// <summary>Ends an analysis.</summary>
    public Task DeleteAsync(string roomId, string id, CancellationToken cancellationToken = default) => _endpoint.DeleteAsync(roomId, id, cancellationToken);
}
