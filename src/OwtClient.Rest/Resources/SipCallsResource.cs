using OwtClient.Rest.Http;
using OwtClient.Rest.Json;
using OwtClient.Rest.Models;

namespace OwtClient.Rest.Resources;

/// <summary>SIP calls: <c>/v1/rooms/:room/sipcalls</c> (PROTOCOL §8.9).</summary>
/// <remarks>Thread-safe. Every method throws <see cref="OwtManagementException"/> when the server refuses or does not answer in time.</remarks>
public sealed class SipCallsResource
{
    private readonly SubscriptionEndpoint _endpoint;

    internal SipCallsResource(ManagementTransport transport, string root) => _endpoint = new SubscriptionEndpoint(transport, root, "sipcalls", "/output");

    /// <summary>Lists the calls of a room.</summary>
    public async Task<IReadOnlyList<SipCall>> ListAsync(string roomId, CancellationToken cancellationToken = default) =>
        await _endpoint.Transport.SendAsync(HttpMethod.Get, _endpoint.Path(roomId), RestJson.Default.ListSipCall, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Calls somebody and completes when they answered, up to 90 s; the call has <see cref="OwtManagementOptions.LongRequestTimeout"/>.</summary>
    /// <param name="roomId">The room, which must be running and have a SIP account.</param>
    /// <param name="peerUri">Whom to call.</param>
    /// <param name="output">What the peer receives; sound is required.</param>
    /// <param name="takeVideo">Whether to take pictures from the peer; sound is always taken.</param>
    /// <param name="cancellationToken">Stops waiting; the call may still be answered.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> has no sound.</exception>
    public Task<SipCall> CreateAsync(string roomId, string peerUri, SubscriptionMedia output, bool takeVideo, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(peerUri);
        ArgumentNullException.ThrowIfNull(output);
        if (output.Audio is null) throw new ArgumentException("A SIP call needs sound to send.", nameof(output));
        var body = ManagementTransport.Json(new NewSipCall(peerUri, new SipCallMediaIn(true, takeVideo), output), RestJson.Default.NewSipCall);
        return _endpoint.Transport.SendAsync(HttpMethod.Post, _endpoint.Path(roomId), RestJson.Default.SipCall, body, RequestBudget.Long, cancellationToken);
    }

    /// <summary>Sends the peer sound from another stream.</summary>
    public Task<SipCall> ChangeAudioSourceAsync(string roomId, string callId, string streamId, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, callId, _endpoint.Source(TrackKind.Audio, streamId), cancellationToken);

    /// <summary>Sends the peer pictures from another stream.</summary>
    public Task<SipCall> ChangeVideoSourceAsync(string roomId, string callId, string streamId, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, callId, _endpoint.Source(TrackKind.Video, streamId), cancellationToken);

    /// <summary>Changes the parameters of the pictures that the peer receives.</summary>
    public Task<SipCall> ChangeVideoParametersAsync(string roomId, string callId, VideoParameterChange change, CancellationToken cancellationToken = default) =>
        ChangeAsync(roomId, callId, _endpoint.Parameters(change), cancellationToken);

    /// <summary>Hangs up.</summary>
    public Task DeleteAsync(string roomId, string callId, CancellationToken cancellationToken = default) => _endpoint.DeleteAsync(roomId, callId, cancellationToken);

    private Task<SipCall> ChangeAsync(string roomId, string callId, byte[] operations, CancellationToken cancellationToken) =>
        _endpoint.Transport.SendAsync(HttpMethod.Patch, _endpoint.Path(roomId, callId), RestJson.Default.SipCall, operations, cancellationToken: cancellationToken);
}
