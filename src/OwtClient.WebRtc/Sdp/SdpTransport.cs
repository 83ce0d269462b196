namespace OwtClient.WebRtc.Sdp;

/// <summary>The ICE and DTLS attributes, which may stand at session level or in a section (RFC 8839 §5, RFC 8122, RFC 8842).</summary>
internal sealed class SdpTransport
{
    public string? IceUfrag { get; set; }

    public string? IcePwd { get; set; }

    /// <summary>Tags of <c>ice-options</c>, separated by spaces, or null.</summary>
    public string? IceOptions { get; set; }

    public SdpSetup? Setup { get; set; }

    public List<SdpFingerprint> Fingerprints { get; } = [];

    /// <summary>These attributes, with what is absent taken from <paramref name="session"/>.</summary>
    public SdpTransport WithDefaults(SdpTransport session)
    {
        var merged = new SdpTransport
        {
            IceUfrag = IceUfrag ?? session.IceUfrag,
            IcePwd = IcePwd ?? session.IcePwd,
            IceOptions = IceOptions ?? session.IceOptions,
            Setup = Setup ?? session.Setup,
        };
        merged.Fingerprints.AddRange(Fingerprints.Count > 0 ? Fingerprints : session.Fingerprints);
        return merged;
    }
}
