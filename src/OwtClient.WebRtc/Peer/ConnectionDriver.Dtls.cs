using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Peer;

/// <summary>The DTLS association: started once there is a way to the peer, its outcome told to the core.</summary>
internal sealed partial class ConnectionDriver
{
    void IDtlsObserver.SendDtls(ReadOnlySpan<byte> datagram)
    {
        if (_path is { } path)
        {
            path.Send(datagram);
            return;
        }

        // The peer may use a way before our own checks have chosen it; its handshake is answered where it came from.
        lock (_gate)
        {
            if (!_dtlsSource.Remote.IsNone) _udp?.Send(datagram, _dtlsSource.Base, _dtlsSource.Remote);
        }
    }

    void IDtlsObserver.DtlsConnected(DtlsHandshakeResult result)
    {
        lock (_gate)
        {
            if (!IsClosed)
            {
                Log.DtlsConnected(_logger, _dtlsRole, result.SrtpProfile.ToString());
                _core.SetKeys(_shared.Clock.Now, result.SrtpProfile, result.Keys);
                _holdsMedia = true; // until what came early has gone first
                DrainLocked(_shared.Clock.Now);
            }
        }

        result.Keys.Dispose();
        HandleEarlyMedia();
    }

    /// <summary>Media from the peer of a handshake that is not over on this side waits for the keys, and what follows waits behind it.</summary>
    private bool MustWaitLocked(ReadOnlySpan<byte> datagram, TransportAddress @base, TransportAddress remote)
    {
        if ((_core.HasKeys && !_holdsMedia) || remote != _dtlsSource.Remote) return false;
        var isMedia = DatagramClassifier.Classify(datagram) is DatagramKind.Rtp or DatagramKind.Rtcp;
        if (isMedia) _earlyMedia.Add(datagram, @base, remote);
        return isMedia;
    }

    private void HandleEarlyMedia()
    {
        while (true)
        {
            (byte[] Buffer, int Length, TransportAddress Base, TransportAddress Remote) early;
            lock (_gate)
            {
                _holdsMedia = _earlyMedia.TryTake(out early);
                if (!_holdsMedia) return;
            }

            HandleDatagram(early.Buffer.AsSpan(0, early.Length), early.Base, early.Remote, hasWaited: true);
            PacketPool.Shared.Return(early.Buffer);
        }
    }

    void IDtlsObserver.DtlsFailed(DtlsFailure failure, string detail)
    {
        Log.DtlsFailed(_logger, failure, detail);
        SetDtlsState(DtlsTransportState.Failed);
    }

    void IDtlsObserver.DtlsClosed() => SetDtlsState(DtlsTransportState.Closed);

    private void SetDtlsState(DtlsTransportState state)
    {
        lock (_gate)
        {
            if (IsClosed) return;
            _core.SetDtlsState(state);
            if (state == DtlsTransportState.Closed) _core.Close(); // the peer hung up
            DrainLocked(_shared.Clock.Now);
        }
    }

    private void PrepareDtlsLocked(NegotiationOutcome outcome)
    {
        if (_dtls is not null) return;
        _dtlsRole = outcome.DtlsRole;
        var options = new DtlsEngineOptions
        {
            Role = outcome.DtlsRole,
            Certificate = _shared.Certificate,
            RemoteFingerprints = [.. outcome.Transport.Fingerprints.Select(line => new DtlsFingerprint(line.Algorithm, line.Value))],
            TimeProvider = _shared.Clock.TimeProvider,
        };
        _dtls = new DtlsEngine(options, this);
        var early = _early.Take();
        foreach (var datagram in early) _dtls.HandleDatagram(datagram);
        if (_path is not null || early.Count > 0) StartDtlsLocked();
    }

    private void StartDtlsLocked()
    {
        if (_dtls is not { State: DtlsTransportState.New } dtls) return;
        _core.SetDtlsState(DtlsTransportState.Connecting);
        dtls.Start();
    }

    private void PassToDtls(ReadOnlySpan<byte> datagram)
    {
        DtlsEngine? dtls;
        lock (_gate)
        {
            dtls = _dtls;
            if (dtls is null) _early.Add(datagram);
            else StartDtlsLocked();
        }

        dtls?.HandleDatagram(datagram);
    }
}
