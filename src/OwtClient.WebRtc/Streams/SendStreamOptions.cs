using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Streams;

/// <summary>How one stream is sent.</summary>
internal sealed record SendStreamOptions
{
    /// <summary>Section the stream belongs to.</summary>
    public required string Mid { get; init; }

    /// <summary>Simulcast layer, or null.</summary>
    public string? Rid { get; init; }

    public required MediaKind Kind { get; init; }

    /// <summary>The source, as announced in the description.</summary>
    public required Ssrc Ssrc { get; init; }

    /// <summary>RTP timestamp units per second.</summary>
    public required int ClockRate { get; init; }

    /// <summary>Negotiated header extensions of the section.</summary>
    public required HeaderExtensionMap Extensions { get; init; }

    /// <summary>Shared by all streams of the transport.</summary>
    public required TransportSequenceCounter TransportSequence { get; init; }

    /// <summary>What is kept for retransmission; <see cref="RetransmissionOptions.Off"/> unless <c>nack</c> was negotiated.</summary>
    public RetransmissionOptions Retransmission { get; init; } = RetransmissionOptions.Off;
}
