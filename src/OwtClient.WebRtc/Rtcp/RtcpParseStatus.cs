namespace OwtClient.WebRtc.Rtcp;

/// <summary>What became of reading a datagram as RTCP. Anything but <see cref="Ok"/> is the reason for dropping it whole.</summary>
internal enum RtcpParseStatus
{
    Ok,

    /// <summary>Shorter than one packet header.</summary>
    TooShort,

    /// <summary>A packet's version is not 2.</summary>
    BadVersion,

    /// <summary>The lengths of the packets do not add up to that of the datagram.</summary>
    BadLength,

    /// <summary>Padding in a packet that is not the last, or a padding count that does not fit.</summary>
    BadPadding,

    /// <summary>The first packet's type is none that RTCP has.</summary>
    BadType,
}
