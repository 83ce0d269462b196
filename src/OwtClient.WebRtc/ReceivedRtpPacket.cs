namespace OwtClient.WebRtc;

/// <summary>A view of a received RTP packet (RFC 3550 §5.1). Lives on the stack, only as long as the call that hands it over.</summary>
public readonly ref struct ReceivedRtpPacket
{
    /// <summary>Synchronisation source.</summary>
    public uint Ssrc { get; init; }

    /// <summary>Sequence number; wraps.</summary>
    public ushort SequenceNumber { get; init; }

    /// <summary>Media time in units of the codec's clock rate; wraps.</summary>
    public uint Timestamp { get; init; }

    /// <summary>Payload type as received.</summary>
    public byte PayloadType { get; init; }

    /// <summary>Marker bit: the last packet of a picture, or the first one after silence.</summary>
    public bool Marker { get; init; }

    /// <summary>The codec negotiated for <see cref="PayloadType"/>.</summary>
    public RtpCodec Codec { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    /// <summary>The byte of the audio level extension (RFC 6464 §3: top bit voice, then level in -dBov), or null without it.</summary>
    public byte? AudioLevel { get; init; }

    /// <summary>The payload without padding.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }
}
