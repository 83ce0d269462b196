namespace OwtClient.WebRtc.Core;

/// <summary>Tells the protocols on one port apart.</summary>
internal static class DatagramClassifier
{
    /// <summary>Tells by the first byte (RFC 7983 §7), and RTCP from RTP by the second (RFC 5761 §4).</summary>
    /// <code>
    /// [0..3] STUN   [16..19] ZRTP   [20..63] DTLS   [64..79] TURN channel   [128..191] RTP or RTCP
    /// </code>
    public static DatagramKind Classify(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < 2) return DatagramKind.Unknown;
        return datagram[0] switch
        {
            <= 3 => DatagramKind.Stun,
            >= 20 and <= 63 => DatagramKind.Dtls,
            >= 128 and <= 191 => datagram[1] is >= 192 and <= 223 ? DatagramKind.Rtcp : DatagramKind.Rtp,
            _ => DatagramKind.Unknown,
        };
    }
}
