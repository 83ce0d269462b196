namespace OwtClient.WebRtc.Stun;

/// <summary>Whether a datagram is a well-framed STUN message, and if not, why; also the tag of the drop counter.</summary>
internal enum StunParseStatus
{
    Ok,

    /// <summary>Shorter than a header.</summary>
    TooShort,

    /// <summary>The first two bits or the magic cookie are another protocol's.</summary>
    NotStun,

    /// <summary>The length field does not match the datagram or is no multiple of 4.</summary>
    BadLength,

    /// <summary>An attribute claims more bytes than are left.</summary>
    BadAttribute,

    /// <summary>Longer than any message that belongs in a datagram of ours.</summary>
    TooLong,
}
