namespace OwtClient.WebRtc;

/// <summary>A connection that exchanges encoded media with one peer (W3C RTCPeerConnection; RFC 9429).</summary>
/// <remarks>
/// Thread-safe. Events are raised one at a time, in order, on a thread of the pool that holds no lock; what a handler throws is
/// logged and goes no further. Calls on a disposed connection throw <see cref="ObjectDisposedException"/>.
/// </remarks>
public interface IPeerConnection : IAsyncDisposable
{
    /// <summary>Combined state of ICE and DTLS.</summary>
    PeerConnectionState ConnectionState { get; }

    /// <summary>State of ICE alone.</summary>
    IceConnectionState IceConnectionState { get; }

    /// <summary>State of candidate gathering.</summary>
    IceGatheringState IceGatheringState { get; }

    /// <summary>State of the offer/answer exchange.</summary>
    SignalingState SignalingState { get; }

    /// <summary>The local description with the candidates gathered so far, or null before <see cref="SetLocalDescriptionAsync"/>.</summary>
    SessionDescription? LocalDescription { get; }

    /// <summary>The remote description as it was set, or null.</summary>
    SessionDescription? RemoteDescription { get; }

    /// <summary>All transceivers, in the order of the media sections.</summary>
    IReadOnlyList<IRtpTransceiver> Transceivers { get; }

    /// <summary><see cref="ConnectionState"/> changed; the argument is the new state.</summary>
    event EventHandler<PeerConnectionState>? ConnectionStateChanged;

    /// <summary>
    /// A local candidate was found and should go to the peer. The last one has <see cref="IceCandidate.IsEndOfCandidates"/>.
    /// </summary>
    event EventHandler<IceCandidate>? IceCandidateGathered;

    /// <summary>Adds a media section for the next offer.</summary>
    /// <exception cref="NotSupportedException">The engine cannot do what <paramref name="options"/> ask for; the text names it.</exception>
    /// <exception cref="ArgumentException">The <c>mid</c> or a <c>rid</c> is malformed or taken.</exception>
    IRtpTransceiver AddTransceiver(MediaKind kind, TransceiverOptions options);

    /// <summary>Describes what this side wants (RFC 9429 §5.2). Changes no state.</summary>
    /// <exception cref="InvalidOperationException">The signaling state does not allow an offer.</exception>
    Task<SessionDescription> CreateOfferAsync(CancellationToken cancellationToken = default);

    /// <summary>Describes what this side accepts of the remote offer (RFC 9429 §5.3). Changes no state.</summary>
    /// <exception cref="InvalidOperationException">There is no remote offer to answer.</exception>
    Task<SessionDescription> CreateAnswerAsync(CancellationToken cancellationToken = default);

    /// <summary>Applies a description that this connection created, and begins gathering (RFC 9429 §5.9).</summary>
    /// <exception cref="InvalidOperationException">The signaling state does not allow it.</exception>
    Task SetLocalDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default);

    /// <summary>Applies the peer's description; with both set, connecting begins (RFC 9429 §5.10).</summary>
    /// <exception cref="InvalidOperationException">The signaling state does not allow it.</exception>
    /// <exception cref="SdpException">The text is malformed, or asks for something that cannot be accepted.</exception>
    Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a candidate of the peer. One that cannot be used (other transport, other generation, a name instead of an address) is
    /// ignored with a log entry.
    /// </summary>
    /// <exception cref="InvalidOperationException">No remote description was set.</exception>
    /// <exception cref="SdpException">The candidate is malformed.</exception>
    Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken cancellationToken = default);

    /// <summary>Takes a snapshot of the counters of all tracks and of the transport.</summary>
    ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken = default);
}
