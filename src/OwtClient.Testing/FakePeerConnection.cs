using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>
/// A peer connection that negotiates with itself: offers what was added, accepts every answer, connects when told or by itself.
/// </summary>
/// <remarks>Events are raised on the thread that causes them. Thread-safe as far as conference code needs it.</remarks>
public sealed class FakePeerConnection : IPeerConnection
{
    private readonly object _gate = new();
    private readonly List<FakeTransceiver> _transceivers = [];
    private int _disposals;

    internal FakePeerConnection(PeerConnectionOptions options) => Options = options;

    /// <inheritdoc/>
    public event EventHandler<PeerConnectionState>? ConnectionStateChanged;

    /// <inheritdoc/>
    public event EventHandler<IceCandidate>? IceCandidateGathered;

    /// <summary>What it was made with.</summary>
    public PeerConnectionOptions Options { get; }

    /// <summary>Whether it is connected as soon as both descriptions are set. The default value is true.</summary>
    public bool ConnectsByItself { get; set; } = true;

    /// <summary>Candidates it finds when the local description is set. The default value is one, and the end.</summary>
    public IReadOnlyList<IceCandidate> Candidates { get; set; } =
        [new("candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host", "0", 0), new("", "0", 0)];

    /// <summary>Thrown by <see cref="SetRemoteDescriptionAsync"/>, or null (the default).</summary>
    public Exception? RemoteDescriptionFailure { get; set; }

    /// <summary>Thrown by <see cref="CreateOfferAsync"/>, or null (the default).</summary>
    public Exception? OfferFailure { get; set; }

    /// <summary>What <see cref="GetStatsAsync"/> gives.</summary>
    public PeerConnectionStats Stats { get; set; } = new(DateTimeOffset.UnixEpoch, new TransportStats(), [], []);

    /// <summary>Candidates that were added.</summary>
    public IList<IceCandidate> RemoteCandidates { get; } = [];

    /// <summary>Whether it was disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _disposals) > 0;

    /// <inheritdoc/>
    public PeerConnectionState ConnectionState { get; private set; }

    /// <inheritdoc/>
    public IceConnectionState IceConnectionState { get; private set; }

    /// <inheritdoc/>
    public IceGatheringState IceGatheringState { get; private set; }

    /// <inheritdoc/>
    public SignalingState SignalingState { get; private set; }

    /// <inheritdoc/>
    public SessionDescription? LocalDescription { get; private set; }

    /// <inheritdoc/>
    public SessionDescription? RemoteDescription { get; private set; }

    /// <summary>The media sections.</summary>
    public IReadOnlyList<FakeTransceiver> Transceivers
    {
        get
        {
            lock (_gate) return [.. _transceivers];
        }
    }

    IReadOnlyList<IRtpTransceiver> IPeerConnection.Transceivers => Transceivers;

    /// <summary>Changes <see cref="ConnectionState"/> and raises the event.</summary>
    public void ChangeState(PeerConnectionState state)
    {
        ConnectionState = state;
        foreach (var transceiver in Transceivers) transceiver.Sender.IsConnected = state == PeerConnectionState.Connected;
        ConnectionStateChanged?.Invoke(this, state);
    }

    /// <summary>Raises <see cref="IceCandidateGathered"/>.</summary>
    public void GatherCandidate(IceCandidate candidate) => IceCandidateGathered?.Invoke(this, candidate);

    /// <inheritdoc/>
    public IRtpTransceiver AddTransceiver(MediaKind kind, TransceiverOptions options)
    {
        lock (_gate)
        {
            var transceiver = new FakeTransceiver(kind, options, _transceivers.Count);
            _transceivers.Add(transceiver);
            return transceiver;
        }
    }

    /// <inheritdoc/>
    public Task<SessionDescription> CreateOfferAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        if (OfferFailure is { } failure) return Task.FromException<SessionDescription>(failure);
        return Task.FromResult(new SessionDescription(SdpType.Offer, FakeSdp.Offer(Transceivers)));
    }

    /// <inheritdoc/>
    public Task<SessionDescription> CreateAnswerAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return RemoteDescription is { Type: SdpType.Offer } offer
            ? Task.FromResult(new SessionDescription(SdpType.Answer, FakeSdp.Answer(offer.Sdp)))
            : Task.FromException<SessionDescription>(new InvalidOperationException("There is no remote offer."));
    }

    /// <inheritdoc/>
    public Task SetLocalDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        LocalDescription = description;
        SignalingState = description.Type == SdpType.Offer ? SignalingState.HaveLocalOffer : SignalingState.Stable;
        IceGatheringState = IceGatheringState.Gathering;
        foreach (var candidate in Candidates) GatherCandidate(candidate);
        IceGatheringState = IceGatheringState.Complete;
        ConnectIfComplete();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SetRemoteDescriptionAsync(SessionDescription description, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        if (RemoteDescriptionFailure is { } failure) return Task.FromException(failure);
        RemoteDescription = description;
        SignalingState = description.Type == SdpType.Offer ? SignalingState.HaveRemoteOffer : SignalingState.Stable;
        var accepted = FakeSdp.SectionsWithCodecs(description.Sdp);
        var transceivers = Transceivers;
        for (var i = 0; i < transceivers.Count && i < accepted.Count; i++) transceivers[i].Negotiate(accepted[i]);
        ConnectIfComplete();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddIceCandidateAsync(IceCandidate candidate, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        RemoteCandidates.Add(candidate);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return ValueTask.FromResult(Stats);
    }

    /// <summary>Closes it; readers of its tracks end.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1) return ValueTask.CompletedTask;
        ConnectionState = PeerConnectionState.Closed;
        IceConnectionState = IceConnectionState.Closed;
        SignalingState = SignalingState.Closed;
        foreach (var transceiver in Transceivers) transceiver.Close();
        return ValueTask.CompletedTask;
    }

    private void ConnectIfComplete()
    {
        if (!ConnectsByItself || SignalingState != SignalingState.Stable || LocalDescription is null || RemoteDescription is null) return;
        IceConnectionState = IceConnectionState.Completed;
        ChangeState(PeerConnectionState.Connected);
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);
}
