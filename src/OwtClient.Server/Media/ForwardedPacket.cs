using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Media;

/// <summary>A packet on its way from a publisher to the subscribers, in the publisher's numbers. Lives on the stack.</summary>
internal readonly ref struct ForwardedPacket
{
    public SequenceNumber Sequence { get; init; }

    public RtpTimestamp Timestamp { get; init; }

    public bool Marker { get; init; }

    /// <summary>The byte of the audio level extension, or null.</summary>
    public byte? AudioLevel { get; init; }

    public ReadOnlySpan<byte> Payload { get; init; }
}
