namespace OwtClient.WebRtc.Streams;

/// <summary>What became of a received RTP packet. All but <see cref="Accepted"/> count as discarded.</summary>
internal enum ReceiveStatus
{
    Accepted,

    /// <summary>Received before.</summary>
    Duplicate,

    /// <summary>Its turn is over, or it is of a source that was replaced.</summary>
    Late,

    /// <summary>Its sequence number is far off.</summary>
    Astray,
}
