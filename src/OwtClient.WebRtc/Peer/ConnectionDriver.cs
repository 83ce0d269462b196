using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Io;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Stun;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Peer;

/// <summary>Drives a <see cref="ConnectionCore"/>: gives it time, datagrams and the outcome of DTLS, and sends what it wants to send.</summary>
/// <remarks>
/// One lock guards the core. It is taken by whoever brings something: the receive thread, the timer, the handshake's thread, the thread
/// that sends a frame. No user code runs under it, and media is sent to the socket after it was released.
/// </remarks>
internal sealed partial class ConnectionDriver : IDatagramHandler, IDtlsObserver, IAsyncDisposable
{
    [ThreadStatic]
    private static byte[]? t_buffer;

    private readonly object _gate = new();
    private readonly SharedResources _shared;
    private readonly IConnectionObserver _observer;
    private readonly ILogger _logger;
    private readonly LatePaths _paths = new();
    private readonly EarlyDatagrams _early = new();
    private readonly EarlyMedia _earlyMedia = new();
    private bool _holdsMedia; // what comes waits behind what came early
    private readonly DeadlineTimer _timer;
    private readonly ConnectionCore _core;
    private UdpRegistration? _udp;
    private volatile UdpPath? _path;
    private DtlsEngine? _dtls;
    private DtlsRole _dtlsRole;
    private (TransportAddress Base, TransportAddress Remote) _dtlsSource;
    private Task? _closed;

    public ConnectionDriver(SharedResources shared, string cname, IConnectionObserver observer, ILogger logger)
    {
        (_shared, _observer, _logger) = (shared, observer, logger);
        _core = new ConnectionCore(new ConnectionCoreOptions
        {
            Random = shared.Random,
            WallClockAtOrigin = shared.WallClockAtOrigin,
            Cname = cname,
            Paths = _paths,
        });
        _timer = new DeadlineTimer(shared.Clock, HandleDue);
    }

    public IceCredentials Credentials => _core.Ice.Credentials;

    private static Span<byte> Scratch => t_buffer ??= GC.AllocateUninitializedArray<byte>(ConnectionCore.MaxDatagramLength, pinned: true);

    [MemberNotNullWhen(true, nameof(_closed))]
    private bool IsClosed => _closed is not null;

    /// <summary>Opens the share of the factory's sockets and gives the host candidates they make; empty when that was done before.</summary>
    public IReadOnlyList<Candidate> Gather()
    {
        lock (_gate)
        {
            if (_udp is not null || IsClosed) return [];
            _udp = _shared.Transport.Register(_core.Ice.LocalUfrag, this);
            _paths.Target = _udp;
            var now = _shared.Clock.Now;
            var preference = ushort.MaxValue;
            foreach (var address in _udp.LocalAddresses) _core.Ice.AddLocalCandidate(now, Candidate.CreateHost(address, preference--));
            var candidates = _core.Ice.LocalCandidates.Where(candidate => candidate.Type == CandidateType.Host).ToArray();
            DrainLocked(now);
            return candidates;
        }
    }

    /// <summary>Asks STUN servers for more candidates, after <see cref="Gather"/>.</summary>
    public void GatherFrom(IReadOnlyCollection<TransportAddress> servers)
    {
        lock (_gate)
        {
            if (IsClosed || _udp is null) return;
            var now = _shared.Clock.Now;
            _udp.ExpectAnswers(_core.StartGathering(now, servers));
            DrainLocked(now);
        }
    }

    /// <summary>Takes over what an exchange agreed on, and begins to connect.</summary>
    public void Apply(NegotiationOutcome outcome, Func<NegotiatedSection, (SendTrack Sender, ReceiveTrack Receiver)> tracks)
    {
        lock (_gate)
        {
            if (IsClosed) return;
            var now = _shared.Clock.Now;
            foreach (var section in outcome.Sections)
            {
                var (sender, receiver) = tracks(section);
                _core.Apply(section, sender, receiver);
            }

            _core.Ice.SetRole(outcome.IceRole);
            PrepareDtlsLocked(outcome);
            _core.Ice.SetRemoteCredentials(now, outcome.Transport.IceUfrag, outcome.Transport.IcePwd);
            foreach (var text in outcome.Transport.Candidates) AddRemoteCandidateLocked(now, text);
            if (outcome.Transport.EndOfCandidates) _core.Ice.EndRemoteCandidates(now);
            DrainLocked(now);
        }
    }

    /// <summary>Adds a candidate of the peer, or says that there are no more.</summary>
    /// <returns>False when the text is malformed.</returns>
    public bool TryAddRemoteCandidate(IceCandidate candidate)
    {
        lock (_gate)
        {
            if (IsClosed) return true;
            var now = _shared.Clock.Now;
            var understood = true;
            if (candidate.IsEndOfCandidates) _core.Ice.EndRemoteCandidates(now);
            else understood = AddRemoteCandidateLocked(now, candidate.Candidate);
            DrainLocked(now);
            return understood;
        }
    }

    public void HandleDatagram(Span<byte> datagram, TransportAddress @base, TransportAddress remote) =>
        HandleDatagram(datagram, @base, remote, hasWaited: false);

    private void HandleDatagram(Span<byte> datagram, TransportAddress @base, TransportAddress remote, bool hasWaited)
    {
        DatagramKind kind;
        PacketArrival arrival;
        lock (_gate)
        {
            if (IsClosed || (!hasWaited && MustWaitLocked(datagram, @base, remote))) return;
            var now = _shared.Clock.Now;
            var iceState = _core.Ice.State;
            kind = _core.HandleDatagram(now, @base, remote, datagram, out arrival);
            if (kind == DatagramKind.Rtp && iceState == _core.Ice.State) FollowUpPacketLocked(now);
            else if (kind != DatagramKind.Dtls) DrainLocked(now);
            else _dtlsSource = (@base, remote);
        }

        if (kind == DatagramKind.Dtls) PassToDtls(datagram);
        if (arrival.Track is { } track) Deliver(track, arrival.Packet);
    }

    /// <summary>Says goodbye to the peer and stops; completes when nothing of the connection runs any more.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (IsClosed) return new ValueTask(_closed);
            if (_core.TryWriteGoodbye(Scratch, out var transmit)) _udp?.Send(Scratch[..transmit.Length], transmit.Base, transmit.Remote);
            _closed = Task.Run(CloseAsync); // outside the lock
            return new ValueTask(_closed);
        }
    }

    private async Task CloseAsync()
    {
        if (_dtls is { } dtls) await dtls.DisposeAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _core.Close();
            DrainLocked(_shared.Clock.Now);
            _earlyMedia.Clear();
            _path = null;
        }

        _udp?.Dispose();
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    private void HandleDue()
    {
        try
        {
            lock (_gate)
            {
                if (IsClosed) return;
                _timer.HandleFired();
                var now = _shared.Clock.Now;
                _core.HandleTimeout(now);
                DrainLocked(now);
            }
        }
#pragma warning disable CA1031 // on a timer's thread it would end the process, and with it all other connections
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.TimerFailed(_logger, e);
        }
    }

    /// <summary>After a media packet only its own stream can have become due.</summary>
    private void FollowUpPacketLocked(Instant now)
    {
        if (_core.NewestStreamDeadline is not { } deadline) return;
        if (deadline <= now) DrainLocked(now);
        else _timer.Arm(deadline);
    }

    private void DrainLocked(Instant now)
    {
        var buffer = Scratch;
        while (_core.TryPollTransmit(now, buffer, out var transmit)) _udp?.Send(buffer[..transmit.Length], transmit.Base, transmit.Remote);
        while (_core.TryPollEvent(now, out var @event)) HandleEventLocked(@event);
        if (!IsClosed) _timer.Arm(_core.Deadline);
    }

    private void HandleEventLocked(in CoreEvent @event)
    {
        switch (@event.Kind)
        {
            case CoreEventKind.ConnectionStateChanged:
                Log.ConnectionStateChanged(_logger, @event.State);
                _observer.HandleConnectionState(@event.State);
                break;
            case CoreEventKind.IceStateChanged:
                Log.IceStateChanged(_logger, @event.IceState);
                _observer.HandleIceState(@event.IceState);
                break;
            case CoreEventKind.PathChanged:
                _path = _core.Ice.SelectedPair is { } pair ? _udp?.GetPath(pair.Base, pair.RemoteAddress) : null;
                if (_path is not null) StartDtlsLocked();
                break;
            case CoreEventKind.KeyFrameRequested:
                _observer.HandleKeyFrameRequest(@event.Layer!);
                break;
            case CoreEventKind.CandidateFound:
                _observer.HandleCandidate(@event.Candidate!);
                break;
            case CoreEventKind.GatheringDone:
                _observer.HandleGatheringDone();
                break;
        }
    }

    private bool AddRemoteCandidateLocked(Instant now, string text)
    {
        if (!CandidateAttribute.TryParse(text, out var attribute)) return false;
        if (!_core.Ice.AddRemoteCandidate(now, attribute)) Log.CandidateIgnored(_logger);
        return true;
    }

    private void Deliver(ReceiveTrack track, in ReceivedRtpPacket packet)
    {
        try
        {
            track.Sink.HandlePacket(packet);
        }
#pragma warning disable CA1031 // the receive thread serves other connections, too
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.PacketSinkFailed(_logger, e);
        }
    }
}
