using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Srtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>Everything of a connection between the datagram and the frame: wires ICE, SRTP and the RTP session together.</summary>
/// <remarks>
/// <para>
/// Sans-IO, with the verbs of <see cref="IceAgent"/>: after any <c>Handle…</c> or command the owner drains
/// <see cref="TryPollTransmit"/>, then <see cref="TryPollEvent"/>, then re-arms its timer from <see cref="Deadline"/>. The DTLS handshake
/// runs elsewhere: its datagrams are the owner's to pass on, its outcome is told by <see cref="SetDtlsState"/> and <see cref="SetKeys"/>.
/// </para>
/// <para>Not thread-safe: its owner's lock guards it. Allocates nothing per packet after warm-up.</para>
/// </remarks>
internal sealed partial class ConnectionCore : IDisposable
{
    /// <summary>A span of this many bytes holds any datagram that is polled or written.</summary>
    public const int MaxDatagramLength = 1500;

    private readonly Queue<CoreEvent> _events = new();
    private readonly ArrivalSlot _arrivals = new();
    private readonly Dictionary<SendStream, SendLayer> _sendLayers = [];
    private readonly RtpSession _session;
    private readonly IRandomSource _random;
    private SrtpSession? _srtp;
    private SrtpProfile? _profile;
    private CoreStatistics _statistics;

    public ConnectionCore(ConnectionCoreOptions options)
    {
        _random = options.Random;
        Ice = new IceAgent(IceRole.Controlling, options.Random, options.Ice, options.Paths);
        var session = new RtpSessionOptions { Cname = options.Cname, NtpAtOrigin = NtpTime.From(options.WallClockAtOrigin) };
        _session = new RtpSession(session, options.Random);
    }

    public IceAgent Ice { get; }

    /// <summary>Whether media can be read: the handshake is over.</summary>
    public bool HasKeys => _srtp is not null;

    public DtlsTransportState DtlsState { get; private set; }

    /// <summary>Combined state of ICE and DTLS.</summary>
    public PeerConnectionState State { get; private set; } = PeerConnectionState.New;

    /// <summary>Whether media can be sent: there are keys and a way.</summary>
    public bool CanSend => _srtp is not null && Ice.SelectedPair is not null;

    public CoreStatistics Statistics => _statistics;

    /// <summary>When <see cref="HandleTimeout"/> has something to do, or null.</summary>
    /// <remarks>Without a way to the peer reports and repairs wait: their deadlines would stay due for ever.</remarks>
    public Instant? Deadline => Instant.Earliest(Instant.Earliest(Ice.Deadline, _gatherer?.Deadline), CanSend ? _session.Deadline : null);

    /// <summary>Deadline of the stream that got the newest packet: after a packet no other one can have moved earlier.</summary>
    public Instant? NewestStreamDeadline { get; private set; }

    /// <summary>Does what is due at <paramref name="now"/>. Early and late calls are harmless.</summary>
    public void HandleTimeout(Instant now)
    {
        Ice.HandleTimeout(now);
        HandleGatheringTimeout(now);
        _session.HandleTimeout(now);
    }

    /// <summary>Takes the next event.</summary>
    public bool TryPollEvent(Instant now, out CoreEvent @event)
    {
        CollectIceEvents();
        while (_session.TryPollEvent(now, out var item))
        {
            if (item.KeyFrameWanted is { } stream && _sendLayers.TryGetValue(stream, out var layer))
                _events.Enqueue(new CoreEvent(CoreEventKind.KeyFrameRequested, State, Ice.State) { Layer = layer });
        }

        return _events.TryDequeue(out @event);
    }

    /// <summary>Takes over what was agreed for one section.</summary>
    public void Apply(NegotiatedSection section, SendTrack sender, ReceiveTrack receiver)
    {
        _session.ReducedSize |= section.ReducedSizeRtcp;
        _session.ReportsArrivals |= section.TellsArrivals;
        _session.Router.Extensions.Merge(section.Extensions);
        receiver.Apply(section, _session, _arrivals);
        sender.Apply(section, _session);
        foreach (var layer in sender.Layers) _sendLayers[layer.Stream] = layer;
    }

    /// <summary>The handshake went on.</summary>
    public void SetDtlsState(DtlsTransportState state)
    {
        DtlsState = state;
        UpdateState();
    }

    /// <summary>The handshake gave keys; media may flow. They are used up: the caller may clear its copy.</summary>
    public void SetKeys(Instant now, SrtpProfile profile, SrtpKeyPair keys)
    {
        _profile = profile;
        _srtp = new SrtpSession(keys);
        _session.Start(now);
        SetDtlsState(DtlsTransportState.Connected);
    }

    /// <summary>Stops everything and clears the keys.</summary>
    public void Close()
    {
        Ice.Close();
        _srtp?.Dispose();
        _srtp = null;
        foreach (var stream in _session.ReceiveStreams) stream.Release();
        UpdateState();
    }

    public void Dispose() => Close();

    private void CollectIceEvents()
    {
        while (Ice.TryPollEvent(out var @event))
        {
            var isState = @event.Kind == IceEventKind.StateChanged;
            _events.Enqueue(new CoreEvent(isState ? CoreEventKind.IceStateChanged : CoreEventKind.PathChanged, State, @event.State));
            UpdateState();
        }
    }

    private void UpdateState()
    {
        var state = ConnectionStates.Combine(Ice.State, DtlsState);
        if (state == State || State == PeerConnectionState.Closed) return;
        State = state;
        _events.Enqueue(new CoreEvent(CoreEventKind.ConnectionStateChanged, state, Ice.State));
    }
}
