using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>What this side says of itself in every description.</summary>
internal sealed record LocalSession
{
    public required SdpOrigin Origin { get; init; }

    /// <summary>Canonical name of all streams sent (RFC 3550 §6.5.1, RFC 7022).</summary>
    public required string Cname { get; init; }

    public required string IceUfrag { get; init; }

    public required string IcePwd { get; init; }

    public required SdpFingerprint Fingerprint { get; init; }

    /// <summary>The transport lines of a section; every section gets its own copy (PROTOCOL §6.1: media level only).</summary>
    public SdpTransport ToTransport(SdpSetup setup) => new()
    {
        IceUfrag = IceUfrag,
        IcePwd = IcePwd,
        IceOptions = "trickle",
        Setup = setup,
        Fingerprints = { Fingerprint },
    };
}
