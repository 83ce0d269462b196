namespace OwtClient.WebRtc.Sdp;

/// <summary>One media section (RFC 8866 §5.14) with the attributes WebRTC gives a meaning to; all others are dropped.</summary>
internal sealed class SdpMedia
{
    public const string SecureRtp = "UDP/TLS/RTP/SAVPF"; // RFC 5764 §8 with feedback (RFC 9429 §5.1.2)

    /// <summary>First field of the <c>m=</c> line: <c>audio</c>, <c>video</c>, <c>application</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>0 rejects or closes the section; any other number says nothing, because ICE finds the address.</summary>
    public int Port { get; set; } = 9;

    public string Protocol { get; init; } = SecureRtp;

    /// <summary>Formats of the <c>m=</c> line, most wanted first: payload types in decimal, or other words in sections that are not RTP.</summary>
    public List<string> Formats { get; } = [];

    public string? Mid { get; set; }

    /// <summary>Seen from the describing side; null: not said, hence both ways (RFC 8866 §6.7).</summary>
    public TransceiverDirection? Direction { get; set; }

    public SdpTransport Transport { get; init; } = new();

    public bool RtcpMux { get; set; }

    public bool RtcpReducedSize { get; set; }

    public bool BundleOnly { get; set; }

    public List<SdpExtmap> Extmaps { get; } = [];

    public List<SdpRtpMap> RtpMaps { get; } = [];

    public List<SdpFmtp> Fmtps { get; } = [];

    public List<SdpRtcpFeedback> Feedback { get; } = [];

    public List<SdpMsid> Msids { get; } = [];

    public List<SdpSsrcGroup> SsrcGroups { get; } = [];

    public List<SdpSsrc> Ssrcs { get; } = [];

    public List<SdpRid> Rids { get; } = [];

    public SdpSimulcast? Simulcast { get; set; }

    /// <summary>Values of the <c>candidate</c> attributes, without name and colon.</summary>
    public List<string> Candidates { get; } = [];

    public bool EndOfCandidates { get; set; }

    /// <summary>Whether the protocol is RTP over DTLS with feedback, whatever lies below.</summary>
    public bool IsSecureRtp => Protocol.Contains("SAVPF", StringComparison.Ordinal);

    public bool IsRejected => Port == 0 && !BundleOnly; // RFC 9143 §6: bundle-only sections have port 0 and are alive
}
