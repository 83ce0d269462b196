using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Streams of a running room: <c>/v1.1/rooms/:room/streams</c>, or the same under <c>/v1</c> (PROTOCOL §8.7).</summary>
/// <remarks>
/// Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time. A change that the
/// server finds malformed is refused with <see cref="ManagementError.ClusterOperationFailed"/>, as is one in a room that is not running.
/// </remarks>
public sealed class StreamsResource
{
    private readonly ManagementTransport _transport;
    private readonly string _root;

    internal StreamsResource(ManagementTransport transport, string root) => (_transport, _root) = (transport, root);

    /// <summary>Lists the streams, mixed ones included.</summary>
    public async Task<IReadOnlyList<StreamInfo>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        await _transport.SendAsync(HttpMethod.Get, Path(roomId), RestJson.Default.ListStreamInfo, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Reads one stream.</summary>
    public Task<StreamInfo> GetAsync(string roomId, string streamId, CancellationToken cancellationToken = default) =>
        _transport.SendAsync(HttpMethod.Get, Path(roomId, streamId), RestJson.Default.StreamInfo, cancellationToken: cancellationToken);

    /// <summary>Puts a stream into a mixed view.</summary>
    public Task<StreamInfo> MixAsync(string roomId, string streamId, string view, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, streamId, Patch.Add("/info/inViews", view), cancellationToken);

    /// <summary>Takes a stream out of a mixed view.</summary>
    /// <remarks>Taking it out of a view that it is not in makes the server drop another entry of <c>inViews</c> from its list: look first.</remarks>
    public Task<StreamInfo> UnmixAsync(string roomId, string streamId, string view, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, streamId, Patch.Remove("/info/inViews", view), cancellationToken);

    /// <summary>Mutes one kind of a stream for everybody. For WebRTC streams only.</summary>
    public Task<StreamInfo> MuteAsync(string roomId, string streamId, TrackKind kind, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, streamId, Patch.Replace($"/media/{Patch.Name(kind)}/status", "inactive"), cancellationToken);

    /// <summary>Undoes <see cref="MuteAsync"/>.</summary>
    public Task<StreamInfo> UnmuteAsync(string roomId, string streamId, TrackKind kind, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, streamId, Patch.Replace($"/media/{Patch.Name(kind)}/status", "active"), cancellationToken);

    /// <summary>Replaces the whole layout of a mixed stream. Regions with a stream come first, ids are unique, each stream stands once.</summary>
    public Task<StreamInfo> SetLayoutAsync(string roomId, string mixedStreamId, IReadOnlyList<LayoutEntry> layout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return ChangeAsync(roomId, mixedStreamId, Patch.Replace("/info/layout", layout, RestJson.Default.IReadOnlyListLayoutEntry), cancellationToken);
    }

    /// <summary>Puts a forward stream into one region of a mixed stream.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="mixedStreamId">The mixed stream.</param>
    /// <param name="regionIndex">Place in the layout, from 0.</param>
    /// <param name="streamId">The forward stream.</param>
    /// <param name="cancellationToken">Stops waiting; the change may have been made.</param>
    public Task<StreamInfo> SetRegionStreamAsync(string roomId, string mixedStreamId, int regionIndex, string streamId, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(regionIndex);
        return ChangeAsync(roomId, mixedStreamId, Patch.Replace($"/info/layout/{regionIndex}/stream", streamId), cancellationToken);
    }

    /// <summary>Ends a stream. Its owner is told with a stream removal alone.</summary>
    public Task DeleteAsync(string roomId, string streamId, CancellationToken cancellationToken = default) =>
        _transport.SendForTextAsync(HttpMethod.Delete, Path(roomId, streamId), cancellationToken: cancellationToken);

    private Task<StreamInfo> ChangeAsync(string roomId, string streamId, PatchOperation operation, CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Patch, Path(roomId, streamId), RestJson.Default.StreamInfo, Patch.Content(operation), cancellationToken: cancellationToken);

    private string Path(string roomId) => $"{_root}/rooms/{PathSegment.Of(roomId)}/streams";

    private string Path(string roomId, string streamId) => $"{Path(roomId)}/{PathSegment.Of(streamId)}";
}
