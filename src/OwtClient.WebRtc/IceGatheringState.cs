namespace OwtClient.WebRtc;

/// <summary>State of candidate gathering (W3C RTCIceGatheringState).</summary>
public enum IceGatheringState
{
    /// <summary>Gathering has not begun.</summary>
    New,

    /// <summary>Candidates are being gathered.</summary>
    Gathering,

    /// <summary>All candidates are known.</summary>
    Complete,
}
