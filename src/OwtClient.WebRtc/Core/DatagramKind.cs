namespace OwtClient.WebRtc.Core;

/// <summary>Which protocol a received datagram belongs to.</summary>
internal enum DatagramKind
{
    /// <summary>None that is spoken here; dropped and counted.</summary>
    Unknown,

    Stun,
    Dtls,
    Rtp,
    Rtcp,
}
