using Microsoft.Extensions.Logging;
using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc;

/// <summary>A connection that exchanges encoded media with one peer, in managed code alone.</summary>
/// <remarks>
/// Thread-safe. Events are raised one at a time, in order, on a thread of the pool that holds no lock; what a handler throws is logged
/// and goes no further. Dispose it to say goodbye to the peer and free its share of the sockets.
/// </remarks>
public sealed partial class PeerConnection : IPeerConnection, IConnectionObserver
{
    private readonly object _gate = new(); // the exchange of descriptions; the driver's own lock may be taken inside it
    private readonly SharedResources _shared;
    private readonly PeerConnectionOptions _options;
    private readonly Action<PeerConnection> _forget;
    private readonly EventDispatcher _events;
    private readonly ConnectionDriver _driver;
    private readonly SessionNegotiation _negotiation;
    private readonly StunServers _stunServers;
    private volatile RtpTransceiver[] _transceivers = []; // replaced as a whole under the lock, read without
    private volatile PeerConnectionState _connectionState;
    private volatile IceConnectionState _iceConnectionState;
    private volatile IceGatheringState _iceGatheringState;
    private volatile bool _disposed;
    private Task? _stopped;

    internal PeerConnection(SharedResources shared, PeerConnectionOptions options, Action<PeerConnection> forget)
    {
        (_shared, _options, _forget) = (shared, options, forget);
        var logger = options.LoggerFactory.CreateLogger<PeerConnection>();
        var cname = RandomId.Create(shared.Random);
        _events = new EventDispatcher(logger);
        _driver = new ConnectionDriver(shared, cname, this, logger);
        _stunServers = new StunServers(logger, shared.Clock.TimeProvider);
        var fingerprint = shared.Certificate.Fingerprint;
        _negotiation = new SessionNegotiation(new LocalSession
        {
            Origin = new SdpOrigin(RandomId.CreateSessionId(shared.Random), 0),
            Cname = cname,
            IceUfrag = _driver.Credentials.Ufrag,
            IcePwd = _driver.Credentials.Password,
            Fingerprint = new SdpFingerprint(fingerprint.Algorithm, fingerprint.Value),
        });
    }

    /// <inheritdoc/>
    public event EventHandler<PeerConnectionState>? ConnectionStateChanged;

    /// <inheritdoc/>
    public event EventHandler<IceCandidate>? IceCandidateGathered;

    /// <inheritdoc/>
    public PeerConnectionState ConnectionState => _connectionState;

    /// <inheritdoc/>
    public IceConnectionState IceConnectionState => _iceConnectionState;

    /// <inheritdoc/>
    public IceGatheringState IceGatheringState => _iceGatheringState;

    /// <inheritdoc/>
    public SignalingState SignalingState
    {
        get
        {
            lock (_gate) return _negotiation.State;
        }
    }

    /// <inheritdoc cref="IPeerConnection.Transceivers"/>
    public IReadOnlyList<RtpTransceiver> Transceivers => _transceivers;

    IReadOnlyList<IRtpTransceiver> IPeerConnection.Transceivers => Transceivers;

    /// <summary>Says goodbye (RTCP BYE, DTLS close_notify), stops, and waits until nothing runs any more. Idempotent, never throws.</summary>
    /// <remarks>Handlers that are running are waited for, unless this is called from one.</remarks>
    public ValueTask DisposeAsync()
    {
        var calledByHandler = _events.IsRunningHere; // which would wait for itself
        lock (_gate)
        {
            _disposed = true;
            _negotiation.Close();
            _stopped ??= Task.Run(StopAsync); // outside the lock
            return new ValueTask(calledByHandler ? _stopped : Task.WhenAll(_stopped, _events.Completion));
        }
    }

    /// <inheritdoc/>
    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfDisposed();
        var (outbound, inbound) = (new List<OutboundRtpStats>(), new List<InboundRtpStats>());
        foreach (var transceiver in _transceivers)
        {
            _driver.AddStats(transceiver.Sender.Track, outbound);
            _driver.AddStats(transceiver.Receiver.Track, transceiver.Receiver.FramesDropped, inbound);
        }

        var now = _shared.Clock.TimeProvider.GetUtcNow();
        return new(new PeerConnectionStats(now, _driver.GetTransportStats(), outbound, inbound));
    }

    void IConnectionObserver.HandleConnectionState(PeerConnectionState state)
    {
        _connectionState = state;
        _events.Post(() =>
        {
            if (state is PeerConnectionState.Failed or PeerConnectionState.Closed) CompleteTracks();
            ConnectionStateChanged?.Invoke(this, state);
        });
    }

    void IConnectionObserver.HandleIceState(IceConnectionState state) => _iceConnectionState = state;

    void IConnectionObserver.HandleKeyFrameRequest(SendLayer layer)
    {
        foreach (var transceiver in _transceivers)
        {
            if (transceiver.Sender.Track == layer.Track) transceiver.Sender.PostKeyFrameRequest(layer.OfferedRid);
        }
    }

    private async Task StopAsync()
    {
        await _gatheringStop.CancelAsync().ConfigureAwait(false);
        await _gathering.ConfigureAwait(false);
        await _driver.DisposeAsync().ConfigureAwait(false);
        CompleteTracks();
        _events.Complete();
        _gatheringStop.Dispose();
        _forget(this);
    }

    private void CompleteTracks()
    {
        foreach (var transceiver in _transceivers) transceiver.Receiver.Complete();
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
