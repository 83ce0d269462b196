namespace OwtClient.WebRtc;

/// <summary>Which way media may flow in one section (W3C RTCRtpTransceiverDirection; RFC 8866 §6.7).</summary>
public enum TransceiverDirection
{
    /// <summary>Both ways.</summary>
    SendRecv,

    /// <summary>From here to the peer.</summary>
    SendOnly,

    /// <summary>From the peer to here.</summary>
    RecvOnly,

    /// <summary>Neither way; the section stays and may be used again.</summary>
    Inactive,
}
