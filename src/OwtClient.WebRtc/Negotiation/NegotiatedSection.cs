using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>What both descriptions agree on for one media section, seen from this side.</summary>
internal sealed record NegotiatedSection
{
    public required string Mid { get; init; }

    public required MediaKind Kind { get; init; }

    /// <summary>Inactive when the section was rejected.</summary>
    public required TransceiverDirection Direction { get; init; }

    /// <summary>Codecs with the numbers the peer expects, its most wanted first. Empty when nothing may be sent.</summary>
    public IReadOnlyList<NegotiatedCodec> SendCodecs { get; init; } = [];

    /// <summary>Codecs with the numbers this side gave them: how to read received packets.</summary>
    public IReadOnlyList<NegotiatedCodec> ReceiveCodecs { get; init; } = [];

    public HeaderExtensionMap Extensions { get; init; } = new();

    /// <summary>SSRCs the peer announced for its streams, without those of repair streams.</summary>
    public IReadOnlyList<uint> RemoteSsrcs { get; init; } = [];

    /// <summary>Simulcast layers the peer will send.</summary>
    public IReadOnlyList<string> ReceiveRids { get; init; } = [];

    /// <summary>Simulcast layers the peer wants from this side.</summary>
    public IReadOnlyList<string> SendRids { get; init; } = [];

    /// <summary>Whether the peer is to be told when its packets arrived.</summary>
    public bool TellsArrivals =>
        ReceiveCodecs.Any(codec => codec.Feedback.HasFlag(RtcpFeedbackKinds.TransportWide)) && Extensions.IdOf(HeaderExtensionKind.TransportSequence) != 0;

    /// <summary>Whether RTCP may come without a report in front (RFC 5506).</summary>
    public bool ReducedSizeRtcp { get; init; }
}
