namespace OwtClient.WebRtc.Rtp;

/// <summary>The header extensions this engine can read and write.</summary>
internal enum HeaderExtensionKind
{
    Unknown,

    /// <summary>Media section a packet belongs to (RFC 8843 §15).</summary>
    Mid,

    /// <summary>Simulcast layer (RFC 8852 §3.1).</summary>
    RtpStreamId,

    /// <summary>Simulcast layer that a repair packet belongs to (RFC 8852 §3.2).</summary>
    RepairedRtpStreamId,

    /// <summary>When the packet left the sender, 24-bit fixed point.</summary>
    AbsoluteSendTime,

    /// <summary>Packet number over the whole transport (draft-holmer-rmcat-transport-wide-cc-extensions-01 §2).</summary>
    TransportSequence,

    /// <summary>Loudness of the sender (RFC 6464).</summary>
    AudioLevel,
}
