namespace OwtClient.WebRtc;

/// <summary>How a transceiver starts (W3C RTCRtpTransceiverInit). Immutable; vary with <c>with</c>.</summary>
public sealed record TransceiverOptions
{
    /// <summary>Which way media shall flow. The default value is <see cref="TransceiverDirection.SendRecv"/>.</summary>
    public TransceiverDirection Direction { get; init; } = TransceiverDirection.SendRecv;

    /// <summary>
    /// Codecs to negotiate, most wanted first; empty for all the engine knows of that kind. Retransmission and comfort noise are not
    /// listed here.
    /// </summary>
    public IReadOnlyList<RtpCodec> Codecs { get; init; } = [];

    /// <summary>Simulcast layers to send, in order of preference; empty for a single unnamed one.</summary>
    public IReadOnlyList<RtpEncoding> SendEncodings { get; init; } = [];

    /// <summary>The <c>mid</c> of the section, or null for the next free number. At most 16 token characters.</summary>
    public string? Mid { get; init; }

    /// <summary>Stream identifier of the <c>msid</c> attribute (RFC 8830), or null for a random one.</summary>
    public string? StreamId { get; init; }
}
