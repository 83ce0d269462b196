namespace OwtClient.WebRtc;

/// <summary>What a forwarder says of a packet it sends: everything of the header that is not the sender's own. Lives on the stack.</summary>
public readonly ref struct RtpPacketToSend
{
    /// <summary>Media time in units of the codec's clock rate.</summary>
    public uint Timestamp { get; init; }

    /// <summary>Marker bit.</summary>
    public bool Marker { get; init; }

    /// <summary>
    /// Sequence number, so that gaps and late repairs of the source stay what they are; null for the number after the highest sent.
    /// </summary>
    public ushort? SequenceNumber { get; init; }

    /// <summary>The byte of the audio level extension (RFC 6464 §3), sent when negotiated; null for none.</summary>
    public byte? AudioLevel { get; init; }

    /// <summary>The payload, at most 1200 bytes.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }
}
