using Microsoft.Extensions.Logging;
using OwtClient.SipSorcery.Negotiation;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Sdp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>A peer connection whose ICE, DTLS, SRTP and reports are SIPSorcery's.</summary>
/// <remarks>
/// Descriptions come from the managed engine's negotiation, less what SIPSorcery would not keep; frames are made and put together by its
/// payload formats. SIPSorcery is told of a connection's media when both descriptions are known, in terms that leave it nothing to decide
/// (<see cref="EngineDescription"/>).
/// </remarks>
internal sealed partial class SipSorceryPeerConnection : IPeerConnection
{
    private readonly object _gate = new(); // the exchange of descriptions and what follows from it; never held while SIPSorcery works
    private readonly EngineResources _shared;
    private readonly PeerConnectionOptions _options;
    private readonly Action<SipSorceryPeerConnection> _forget;
    private readonly ILogger _logger;
    private readonly EventDispatcher _events;
    private readonly SessionNegotiation _negotiation;
    private readonly EngineConnection _engine;
    private volatile SipSorceryTransceiver[] _transceivers = []; // replaced as a whole under the lock, read without
    private volatile bool _disposed;
    private Task? _stopped;

    public SipSorceryPeerConnection(EngineResources shared, PeerConnectionOptions options, Action<SipSorceryPeerConnection> forget)
    {
        (_shared, _options, _forget) = (shared, options, forget);
        _logger = options.LoggerFactory.CreateLogger<SipSorceryPeerConnection>();
        _events = new EventDispatcher(_logger);
        _early = new EarlyMedia(ReadDatagram);
        _secure = new SecureChannel(this, _early.Release);
        _engine = EngineConfiguration.CreateEngine(shared, options);
        var channel = _engine.GetRtpChannel();
        var fingerprint = _engine.DtlsCertificateFingerprint;
        _negotiation = new SessionNegotiation(new LocalSession
        {
            Origin = new SdpOrigin(RandomId.CreateSessionId(CryptoRandomSource.Instance), 0),
            Cname = RandomId.Create(CryptoRandomSource.Instance),
            IceUfrag = channel.LocalIceUser,
            IcePwd = channel.LocalIcePassword,
            Fingerprint = new SdpFingerprint(fingerprint.algorithm, fingerprint.value),
        });
        channel.OnRTPDataReceived += OnDatagram;
        _engine.StreamSecured = OnStreamSecured;
        _engine.onconnectionstatechange += OnEngineState;
        _engine.oniceconnectionstatechange += OnEngineIceState;
    }

    public SignalingState SignalingState
    {
        get
        {
            lock (_gate) return _negotiation.State;
        }
    }

    public IReadOnlyList<IRtpTransceiver> Transceivers => _transceivers;

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

    public ValueTask<PeerConnectionStats> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfDisposed();
        var (outbound, inbound) = (new List<OutboundRtpStats>(), new List<InboundRtpStats>());
        foreach (var transceiver in _transceivers)
        {
            transceiver.Sender.AddStats(transceiver.Mid, transceiver.Kind, outbound);
            transceiver.Receiver.AddStats(transceiver.Mid, inbound);
        }

        var pair = _engine.GetRtpChannel().NominatedEntry;
        var transport = new TransportStats
        {
            BytesSent = _secure.BytesSent,
            BytesReceived = _secure.BytesReceived,
            PacketsSent = _secure.PacketsSent,
            PacketsReceived = _secure.PacketsReceived,
            PacketsDiscarded = _secure.PacketsDiscarded,
            LocalCandidateType = pair?.LocalCandidate.type.ToString(),
            RemoteCandidateType = pair?.RemoteCandidate.type.ToString(),
        };
        return new(new PeerConnectionStats(_shared.Clock.TimeProvider.GetUtcNow(), transport, outbound, inbound));
    }

    private async Task StopAsync()
    {
        foreach (var transceiver in _transceivers) transceiver.Sender.SetOpen(false);
        await _starting.ConfigureAwait(false);
        Goodbye.Close(_engine);
        _engine.onconnectionstatechange -= OnEngineState;
        _engine.oniceconnectionstatechange -= OnEngineIceState;
        _engine.GetRtpChannel().OnRTPDataReceived -= OnDatagram;
        StopGathering();
        SetIceState(IceConnectionState.Closed);
        SetState(PeerConnectionState.Closed);
        foreach (var transceiver in _transceivers) transceiver.Receiver.Release();
        _events.Complete();
        _forget(this);
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
