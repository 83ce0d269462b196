namespace OwtClient.WebRtc;

/// <summary>State of the offer/answer exchange (W3C RTCSignalingState; RFC 9429 §3.2).</summary>
public enum SignalingState
{
    /// <summary>No offer/answer exchange is under way.</summary>
    Stable,

    /// <summary>A local offer was set; an answer is awaited.</summary>
    HaveLocalOffer,

    /// <summary>A remote offer was set; a local answer is owed.</summary>
    HaveRemoteOffer,

    /// <summary>The connection was closed.</summary>
    Closed,
}
