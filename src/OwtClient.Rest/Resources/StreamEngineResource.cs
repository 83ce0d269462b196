using System.Text.Json;
using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>The separate stream engine, where a deployment has one: <c>/v1.1/stream-engine</c> (PROTOCOL §8.10).</summary>
/// <remarks>
/// Things go in and out as raw JSON: the server passes them to the engine and back unread, and their form belongs to the engine's version. Thread-safe.
/// Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time; without such an engine that is
/// <see cref="ManagementError.ClusterOperationFailed"/>.
/// </remarks>
public sealed class StreamEngineResource
{
    private const string Root = "/v1.1/stream-engine";
    private readonly ManagementTransport _transport;
    private readonly TokensResource _tokens;

    internal StreamEngineResource(ManagementTransport transport) => (_transport, _tokens) = (transport, new TokensResource(transport));

    /// <summary>Makes a token for the engine. Which domain it is for stands in <see cref="TokenOptions.Domain"/>.</summary>
    public Task<string> CreateTokenAsync(string user, string role, TokenOptions? options = null, CancellationToken cancellationToken = default) =>
        _tokens.CreateAtAsync($"{Root}/tokens", user, role, options ?? new TokenOptions(), cancellationToken);

    /// <summary>Lists things of a kind.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="query">Members that the things must have, or null for all. It goes into the body of a GET, as the server wants it. Not for nodes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the engine answered; usually an array.</returns>
    public Task<JsonElement> ListAsync(StreamEngineKind kind, JsonElement? query = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, Path(kind), query is { } members ? Query(members) : null, cancellationToken);

    /// <summary>Reads one thing.</summary>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is <see cref="StreamEngineKind.Nodes"/>, which can only be listed; or the id is malformed.</exception>
    /// <remarks>An unknown id is answered with nothing, which is an <see cref="OwtManagementException"/> for an answer that is not JSON.</remarks>
    public Task<JsonElement> GetAsync(StreamEngineKind kind, string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, Path(kind, id), null, cancellationToken);

    /// <summary>Adds a publication, subscription, processor or participant, in the engine's own form.</summary>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is <see cref="StreamEngineKind.Nodes"/>.</exception>
    public Task<JsonElement> AddAsync(StreamEngineKind kind, JsonElement thing, CancellationToken cancellationToken = default)
    {
        RefuseNodes(kind);
        return SendAsync(HttpMethod.Post, Path(kind), ManagementTransport.Json(thing, RestJson.Default.JsonElement), cancellationToken);
    }

    /// <summary>Removes one thing. There is no change: the server's PATCH only ever fails.</summary>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is <see cref="StreamEngineKind.Nodes"/>; or the id is malformed.</exception>
    public Task DeleteAsync(StreamEngineKind kind, string id, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, Path(kind, id), cancellationToken: cancellationToken);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var document = await _transport.SendAsync(method, path, RestJson.Default.JsonDocument, body, cancellationToken: cancellationToken).ConfigureAwait(false);
        using (document) return document.RootElement.Clone();
    }

    private static byte[] Query(JsonElement members) => ManagementTransport.Json(new StreamEngineQuery(members), RestJson.Default.StreamEngineQuery);

    private static string Path(StreamEngineKind kind, string id)
    {
        RefuseNodes(kind);
        return $"{Path(kind)}/{PathSegment.Of(id)}";
    }

    private static string Path(StreamEngineKind kind) => kind switch
    {
        StreamEngineKind.Publications => $"{Root}/publications",
        StreamEngineKind.Subscriptions => $"{Root}/subscriptions",
        StreamEngineKind.Processors => $"{Root}/processors",
        StreamEngineKind.Participants => $"{Root}/participants",
        StreamEngineKind.Nodes => $"{Root}/nodes",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };

    private static void RefuseNodes(StreamEngineKind kind)
    {
        if (kind == StreamEngineKind.Nodes) throw new ArgumentException("Nodes can only be listed.", nameof(kind));
    }
}
