namespace OwtClient.WebRtc;

/// <summary>State of the ICE transport (W3C RTCIceConnectionState).</summary>
public enum IceConnectionState
{
    /// <summary>No remote candidate is known.</summary>
    New,

    /// <summary>Candidate pairs are being checked.</summary>
    Checking,

    /// <summary>A usable pair was found; checks go on.</summary>
    Connected,

    /// <summary>A pair was nominated and checking ended.</summary>
    Completed,

    /// <summary>Consent checks go unanswered (RFC 7675); it may recover.</summary>
    Disconnected,

    /// <summary>No pair works, or consent expired.</summary>
    Failed,

    /// <summary>The agent was shut down.</summary>
    Closed,
}
