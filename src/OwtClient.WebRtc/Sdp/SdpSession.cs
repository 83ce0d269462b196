namespace OwtClient.WebRtc.Sdp;

/// <summary>A whole session description as a typed model.</summary>
internal sealed class SdpSession
{
    public SdpOrigin Origin { get; set; }

    public List<SdpGroup> Groups { get; } = [];

    /// <summary>Value of <c>msid-semantic</c> (obsolete, but older peers look for it), or null.</summary>
    public string? MsidSemantic { get; set; }

    /// <summary>One-byte and two-byte header extensions may be mixed (RFC 8285 §6).</summary>
    public bool ExtmapAllowMixed { get; set; }

    public bool IceLite { get; set; }

    /// <summary>Transport attributes at session level, the default for every section.</summary>
    public SdpTransport Transport { get; } = new();

    /// <summary>Direction at session level, the default for every section, or null.</summary>
    public TransceiverDirection? Direction { get; set; }

    /// <summary>Header extensions declared for every section.</summary>
    public List<SdpExtmap> Extmaps { get; } = [];

    public List<SdpMedia> Media { get; } = [];

    /// <summary>The sections that share one transport, or null without a <c>BUNDLE</c> group.</summary>
    public SdpGroup? Bundle => Groups.Find(group => group.Semantics == SdpGroup.Bundle);

    public SdpMedia? FindByMid(string mid) => Media.Find(media => media.Mid == mid);
}
