namespace OwtClient.WebRtc.Streams;

/// <summary>What the owner of an <see cref="RtpSession"/> does with bytes it polled.</summary>
internal enum RtpTransmitKind
{
    /// <summary>An RTCP compound: protect as SRTCP, then send.</summary>
    Rtcp,

    /// <summary>An RTP packet in the protected form it was committed in: send as it is.</summary>
    ProtectedRtp,
}
