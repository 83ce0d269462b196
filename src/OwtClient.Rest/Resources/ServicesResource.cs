using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Services: <c>/services</c>. For the super service alone, but that a service may read itself (PROTOCOL §8.10).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class ServicesResource
{
    private readonly ManagementTransport _transport;

    internal ServicesResource(ManagementTransport transport) => _transport = transport;

    /// <summary>Lists all services.</summary>
    public async Task<IReadOnlyList<Service>> ListAsync(CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(HttpMethod.Get, "/services", RestJson.Default.ListService, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Reads one service.</summary>
    public Task<Service> GetAsync(string serviceId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(HttpMethod.Get, $"/services/{PathSegment.Of(serviceId)}", RestJson.Default.Service, cancellationToken: cancellationToken);

    /// <summary>Creates a service.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="key">The key it will sign with. Never logged.</param>
    /// <param name="cancellationToken">Stops waiting; the service may have been created.</param>
    public Task<Service> CreateAsync(string name, string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var body = ManagementTransport.Json(new NewService(name, key), RestJson.Default.NewService);
        return _transport.SendAsync(HttpMethod.Post, "/services", RestJson.Default.Service, body, cancellationToken: cancellationToken);
    }

    /// <summary>Deletes a service with its rooms.</summary>
    public Task DeleteAsync(string serviceId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, $"/services/{PathSegment.Of(serviceId)}", cancellationToken: cancellationToken);
}
