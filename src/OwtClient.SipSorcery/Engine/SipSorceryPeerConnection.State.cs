using System.Net;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Peer;
using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <content>States, and what the peer reports.</content>
internal sealed partial class SipSorceryPeerConnection : IFeedbackSink
{
    private readonly object _stateGate = new(); // taken last
    private readonly SecureChannel _secure;
    private readonly EarlyMedia _early;
    private PeerConnectionState _connectionState;
    private IceConnectionState _iceConnectionState;
    private bool _wasConnected;

    public event EventHandler<PeerConnectionState>? ConnectionStateChanged;

    public PeerConnectionState ConnectionState
    {
        get
        {
            lock (_stateGate) return _connectionState;
        }
    }

    public IceConnectionState IceConnectionState
    {
        get
        {
            lock (_stateGate) return _iceConnectionState;
        }
    }

    void IFeedbackSink.HandlePictureLoss(Ssrc media) => FindSender(media)?.HandlePictureLoss();

    void IFeedbackSink.HandleFullIntraRequest(Ssrc media, byte commandNumber) => FindSender(media)?.HandleFullIntraRequest(commandNumber);

    void IFeedbackSink.HandleReport(in ReportBlock report) => FindSender(report.Source)?.HandleReport(report);

    private SipSorcerySender? FindSender(Ssrc media) =>
        Array.Find(_transceivers, transceiver => transceiver.Sender.Ssrc == media.Value)?.Sender;

    private void OnEngineIceState(Sip.RTCIceConnectionState state)
    {
        SetIceState(state switch
        {
            Sip.RTCIceConnectionState.checking => IceConnectionState.Checking,
            Sip.RTCIceConnectionState.connected => IceConnectionState.Connected,
            Sip.RTCIceConnectionState.disconnected => IceConnectionState.Disconnected,
            Sip.RTCIceConnectionState.failed => IceConnectionState.Failed,
            Sip.RTCIceConnectionState.closed => IceConnectionState.Closed,
            _ => IceConnectionState.New,
        });
        var begins = state == Sip.RTCIceConnectionState.checking && ConnectionState == PeerConnectionState.New;
        if (begins) SetState(PeerConnectionState.Connecting);
    }

    private void OnEngineState(Sip.RTCPeerConnectionState state)
    {
        switch (state)
        {
            case Sip.RTCPeerConnectionState.connecting:
                SetState(PeerConnectionState.Connecting);
                break;
            case Sip.RTCPeerConnectionState.connected:
                OpenMedia();
                SetState(PeerConnectionState.Connected);
                break;
            case Sip.RTCPeerConnectionState.disconnected:
                SetState(PeerConnectionState.Disconnected);
                break;
            case Sip.RTCPeerConnectionState.failed:
                SetState(PeerConnectionState.Failed);
                break;
            case Sip.RTCPeerConnectionState.closed when !_disposed:
                // Trap: it closes itself both when the peer says goodbye and when the handshake fails.
                SetState(_wasConnected ? PeerConnectionState.Closed : PeerConnectionState.Failed);
                break;
        }
    }

    /// <summary>
    /// All streams of the engine: RTCP of strangers goes through its first audio stream, which is there without a section, too.
    /// </summary>
    private void OnStreamSecured(Sip.MediaStream stream)
    {
        DoubleEncryption.RemoveExtensions(stream);
        _secure.Attach(stream);
    }

    private void OnDatagram(int localPort, IPEndPoint remote, byte[] datagram)
    {
        if (!SecureChannel.HasRead(datagram)) _early.Keep(localPort, remote, datagram);
    }

    private void ReadDatagram(int localPort, IPEndPoint remote, byte[] datagram)
    {
        var header = new Sip.RTPHeader(datagram);
        FindStream(header)?.OnReceiveRTPPacket(header, localPort, remote, datagram);
    }

    private void OpenMedia()
    {
        _wasConnected = true;
        _early.Release();
        foreach (var transceiver in _transceivers)
        {
            transceiver.Receiver.Start();
            transceiver.Sender.SetOpen(true);
        }
    }

    private Sip.MediaStream? FindStream(Sip.RTPHeader header) => _streams
        .OrderByDescending(pair => pair.Section.RemoteSsrcs.Contains(header.SyncSource))
        .FirstOrDefault(pair => pair.Section.ReceiveCodecs.Any(codec => codec.PayloadType == header.PayloadType))
        .Stream;

    private void SetIceState(IceConnectionState state)
    {
        lock (_stateGate) _iceConnectionState = state;
    }

    /// <summary>Failed and Closed are final, but for a failed connection that is closed.</summary>
    private void SetState(PeerConnectionState state)
    {
        lock (_stateGate)
        {
            if (state == _connectionState || _connectionState == PeerConnectionState.Closed) return;
            if (_connectionState == PeerConnectionState.Failed && state != PeerConnectionState.Closed) return;
            _connectionState = state;
            Log.ConnectionStateChanged(_logger, state);
            _events.Post(() => ConnectionStateChanged?.Invoke(this, state)); // under the lock, so that events keep the order of the states
        }

        if (state is not (PeerConnectionState.Failed or PeerConnectionState.Closed)) return;
        foreach (var transceiver in _transceivers)
        {
            transceiver.Sender.SetOpen(false);
            transceiver.Receiver.Complete();
        }
    }
}
