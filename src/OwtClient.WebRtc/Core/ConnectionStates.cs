using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Core;

/// <summary>The combined state of a connection (W3C webrtc §4.4.2, "connection state").</summary>
internal static class ConnectionStates
{
    public static PeerConnectionState Combine(IceConnectionState ice, DtlsTransportState dtls) => (ice, dtls) switch
    {
        (IceConnectionState.Failed, _) or (_, DtlsTransportState.Failed) => PeerConnectionState.Failed,
        (IceConnectionState.Closed, _) or (_, DtlsTransportState.Closed) => PeerConnectionState.Closed,
        (IceConnectionState.Disconnected, _) => PeerConnectionState.Disconnected,
        (IceConnectionState.New, _) => PeerConnectionState.New,
        (IceConnectionState.Checking, _) => PeerConnectionState.Connecting,
        (_, DtlsTransportState.Connected) => PeerConnectionState.Connected,
        _ => PeerConnectionState.Connecting,
    };
}
