namespace OwtClient.WebRtc.Rtp;

/// <summary>What became of reading a datagram as RTP. Anything but <see cref="Ok"/> is the reason for dropping it.</summary>
internal enum RtpParseStatus
{
    Ok,

    /// <summary>Shorter than the fixed header and the CSRC list.</summary>
    TooShort,

    /// <summary>The version is not 2.</summary>
    BadVersion,

    /// <summary>The header extension claims more than was received.</summary>
    BadExtension,

    /// <summary>The padding count is zero or more than what follows the header.</summary>
    BadPadding,
}
