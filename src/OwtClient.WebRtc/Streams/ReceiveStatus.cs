namespace OwtClient.WebRtc.Streams;

/// <summary>What became of a received RTP packet: anything but <see cref="Accepted"/> is the reason for dropping it.</summary>
internal enum ReceiveStatus
{
    Accepted,

    /// <summary>Not an RTP packet.</summary>
    Malformed,

    /// <summary>Belongs to no stream.</summary>
    Unroutable,

    /// <summary>Received before.</summary>
    Duplicate,

    /// <summary>Its turn is over, or it is of a source that was replaced.</summary>
    Late,

    /// <summary>Its sequence number is far off.</summary>
    Astray,
}
