using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>What streaming-outs, recordings, analyses and SIP calls share: a list of things with an id, changed by operations (PROTOCOL §8.8).</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="root">What stands in front of <c>/rooms</c>.</param>
/// <param name="name">Last part of the path, for example <c>recordings</c>.</param>
/// <param name="mediaPath">Where the media stand in the thing: empty, or <c>/output</c> for SIP calls.</param>
internal sealed class SubscriptionEndpoint(ManagementTransport transport, string root, string name, string mediaPath = "")
{
    public ManagementTransport Transport { get; } = transport;

    public string Path(string roomId) => $"{root}/rooms/{PathSegment.Of(roomId)}/{name}";

    public string Path(string roomId, string id) => $"{Path(roomId)}/{PathSegment.Of(id)}";

    public async Task<IReadOnlyList<ServerSubscription>> ListAsync(string roomId, CancellationToken cancellationToken) =>
        await Transport.SendAsync(HttpMethod.Get, Path(roomId), RestJson.Default.ListServerSubscription, cancellationToken: cancellationToken).ConfigureAwait(false);

    public Task<ServerSubscription> CreateAsync(string roomId, byte[] body, CancellationToken cancellationToken) =>
        Transport.SendAsync(HttpMethod.Post, Path(roomId), RestJson.Default.ServerSubscription, body, cancellationToken: cancellationToken);

    public Task<ServerSubscription> ChangeAsync(string roomId, string id, byte[] operations, CancellationToken cancellationToken) =>
        Transport.SendAsync(HttpMethod.Patch, Path(roomId, id), RestJson.Default.ServerSubscription, operations, cancellationToken: cancellationToken);

    public Task DeleteAsync(string roomId, string id, CancellationToken cancellationToken) =>
        Transport.SendForTextAsync(HttpMethod.Delete, Path(roomId, id), cancellationToken: cancellationToken);

    public byte[] Source(TrackKind kind, string streamId) => Patch.Content(Patch.Replace($"{mediaPath}/media/{Patch.Name(kind)}/from", streamId));

    /// <exception cref="ArgumentException">No parameter is given, or one that the server does not take.</exception>
    public byte[] Parameters(VideoParameterChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var path = $"{mediaPath}/media/video/parameters";
        var operations = new List<PatchOperation>(4);
        if (change.Resolution is { } resolution) operations.Add(Patch.Replace($"{path}/resolution", resolution, RestJson.Default.Resolution));
        if (change.Framerate is { } framerate) operations.Add(Patch.Replace($"{path}/framerate", framerate, RestJson.Default.Int32));
        if (change.BitrateMultiplier is { } multiplier) operations.Add(Patch.Replace($"{path}/bitrate", Patch.Multiplier(multiplier)));
        if (change.KeyFrameInterval is { } interval) operations.Add(Patch.Replace($"{path}/keyFrameInterval", interval, RestJson.Default.Int32));
        if (operations.Count == 0) throw new ArgumentException("Nothing to change was given.", nameof(change));
        return Patch.Content(operations);
    }
}
