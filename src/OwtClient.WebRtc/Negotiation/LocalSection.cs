namespace OwtClient.WebRtc.Negotiation;

/// <summary>What this side wants of one media section.</summary>
internal sealed record LocalSection
{
    public required string Mid { get; init; }

    public required MediaKind Kind { get; init; }

    /// <summary>Which way media shall flow, seen from here.</summary>
    public required TransceiverDirection Direction { get; init; }

    /// <summary>Codecs to negotiate, most wanted first.</summary>
    public required IReadOnlyList<RtpCodec> Codecs { get; init; }

    /// <summary>Whether the application ordered <see cref="Codecs"/>; else an answer keeps the offer's order (RFC 9429 §5.3.1).</summary>
    public bool PrefersOwnOrder { get; init; }

    /// <summary>The streams to send: one without a rid, or the simulcast layers.</summary>
    public required IReadOnlyList<LocalEncoding> Encodings { get; init; }

    /// <summary>Stream of the <c>msid</c> attribute.</summary>
    public required string StreamId { get; init; }

    /// <summary>Track of the <c>msid</c> attribute.</summary>
    public required string TrackId { get; init; }

    public bool Sends => Direction is TransceiverDirection.SendRecv or TransceiverDirection.SendOnly;

    public bool IsSimulcast => Encodings.Count > 1 || Encodings.Any(encoding => encoding.Rid is not null);
}
