using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Streams;

/// <summary>What a sender decides about one packet; the rest of the header is the stream's own.</summary>
internal readonly record struct OutgoingPacket(PayloadType PayloadType, RtpTimestamp Timestamp)
{
    public bool Marker { get; init; }

    /// <summary>Loudness to announce (RFC 6464), or null.</summary>
    public AudioLevel? AudioLevel { get; init; }

    /// <summary>
    /// Number to send under, or null for the next one. A forwarder sets it to keep the gaps of its source, and to fill one later.
    /// </summary>
    public SequenceNumber? SequenceNumber { get; init; }
}
