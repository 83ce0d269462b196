namespace OwtClient.WebRtc.Srtp;

/// <summary>What became of a packet. Everything but <see cref="Ok"/> means: drop it and count it under this name.</summary>
internal enum SrtpStatus
{
    Ok,

    /// <summary>Too short, or its header claims more than was received.</summary>
    Malformed,

    /// <summary>The tag does not fit: damaged, forged, or protected with other keys.</summary>
    AuthenticationFailed,

    /// <summary>A packet with this index was accepted before (RFC 3711 §3.3.2).</summary>
    Replayed,

    /// <summary>Older than the replay window reaches.</summary>
    TooOld,

    /// <summary>From a new source, but the limit of sources per session is reached.</summary>
    TooManySources,

    /// <summary>The caller's buffer has no room for what protection adds.</summary>
    BufferTooSmall,

    /// <summary>2^48 RTP or 2^31 RTCP packets went out under this key: it must not be used any more (RFC 3711 §9.2).</summary>
    KeyExhausted,
}
