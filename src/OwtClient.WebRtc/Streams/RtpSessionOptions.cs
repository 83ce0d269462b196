using OwtClient.WebRtc.Rtcp;

namespace OwtClient.WebRtc.Streams;

/// <summary>What all streams of a connection have in common.</summary>
internal sealed record RtpSessionOptions
{
    /// <summary>Canonical name that binds the streams of this side together (RFC 3550 §6.5.1, RFC 7022), ASCII.</summary>
    public required string Cname { get; init; }

    /// <summary>The wall clock at the origin of <see cref="Timing.Instant"/>.</summary>
    public required NtpTime NtpAtOrigin { get; init; }
}
