using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>Recordings made by the server: <c>/v1/rooms/:room/recordings</c> (PROTOCOL §8.8).</summary>
/// <remarks>
/// Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time. A creation that
/// fails with <see cref="ManagementError.ClusterOperationFailed"/> may complete later: list before trying again.
/// </remarks>
public sealed class RecordingsResource
{
    private readonly SubscriptionEndpoint _endpoint;

    internal RecordingsResource(ManagementTransport transport, string root) => _endpoint = new SubscriptionEndpoint(transport, root, "recordings");

    /// <summary>Lists the recordings under way.</summary>
    public Task<IReadOnlyList<ServerSubscription>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        _endpoint.ListAsync(roomId, cancellationToken);

    /// <summary>Begins a recording.</summary>
    /// <param name="roomId">The room, which must be running.</param>
    /// <param name="media">What to record. Audio formats: <c>pcmu</c>, <c>pcma</c>, <c>opus</c>, <c>aac</c>.</param>
    /// <param name="container">File format.</param>
    /// <param name="cancellationToken">Stops waiting; the recording may have begun.</param>
    public Task<ServerSubscription> CreateAsync(
        string roomId, SubscriptionMedia media, RecordingContainer container = RecordingContainer.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(media);
        var body = ManagementTransport.Json(new NewRecording(Name(container), media), RestJson.Default.NewRecording);
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

    /// <summary>Ends a recording; its file is complete then.</summary>
    public Task DeleteAsync(string roomId, string id, CancellationToken cancellationToken = default) => _endpoint.DeleteAsync(roomId, id, cancellationToken);

    private static string Name(RecordingContainer container) => container switch
    {
        RecordingContainer.Auto => "auto",
        RecordingContainer.Mp4 => "mp4",
        RecordingContainer.Mkv => "mkv",
        RecordingContainer.Ts => "ts",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, "Not a container."),
    };
}
