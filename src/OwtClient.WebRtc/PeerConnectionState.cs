namespace OwtClient.WebRtc;

/// <summary>State of a peer connection (W3C RTCPeerConnectionState).</summary>
public enum PeerConnectionState
{
    /// <summary>No transport has started.</summary>
    New,

    /// <summary>ICE or DTLS is under way.</summary>
    Connecting,

    /// <summary>ICE and DTLS are up; media flows.</summary>
    Connected,

    /// <summary>Connectivity is in doubt and may come back by itself.</summary>
    Disconnected,

    /// <summary>ICE or DTLS failed for good; make a new connection.</summary>
    Failed,

    /// <summary>The connection was closed.</summary>
    Closed,
}
