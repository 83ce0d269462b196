using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>A packet in the order of its sequence number, valid for the length of the call that hands it over.</summary>
internal readonly ref struct OrderedPacket
{
    /// <summary>Sequence number with its wraps undone.</summary>
    public required long Sequence { get; init; }

    public required PayloadType PayloadType { get; init; }

    public required RtpTimestamp Timestamp { get; init; }

    public required bool Marker { get; init; }

    /// <summary>When it was received, which for a packet that waited is earlier than now.</summary>
    public required Instant ArrivedAt { get; init; }

    /// <summary>Without padding; empty for a packet of padding alone.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }
}
