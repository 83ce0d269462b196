namespace OwtClient.WebRtc;

/// <summary>One way of carrying a codec in RTP, as SDP names it (W3C <c>RTCRtpCodec</c>, RFC 8866 §6.6).</summary>
/// <param name="Name">Encoding name of the <c>rtpmap</c> line, compared without case: <c>VP8</c>, <c>opus</c>.</param>
/// <param name="ClockRate">RTP timestamp units per second.</param>
/// <param name="Channels">Audio channels as the <c>rtpmap</c> line says them; 0 for video.</param>
/// <param name="Fmtp">Text of the <c>fmtp</c> line without the payload type, or null for none.</param>
public sealed record RtpCodec(string Name, int ClockRate, int Channels = 0, string? Fmtp = null)
{
    /// <summary>Opus, 48 kHz, two channels in signaling whatever the stream holds (RFC 7587 §7).</summary>
    public static RtpCodec Opus { get; } = new("opus", 48000, 2, "minptime=10;useinbandfec=1");

    /// <summary>G.711 µ-law, 8 kHz, static payload type 0.</summary>
    public static RtpCodec Pcmu { get; } = new("PCMU", 8000, 1);

    /// <summary>G.711 A-law, 8 kHz, static payload type 8.</summary>
    public static RtpCodec Pcma { get; } = new("PCMA", 8000, 1);

    /// <summary>VP8, 90 kHz.</summary>
    public static RtpCodec Vp8 { get; } = new("VP8", 90000);

    /// <summary>VP9 profile 0, 90 kHz.</summary>
    public static RtpCodec Vp9 { get; } = new("VP9", 90000, 0, "profile-id=0");

    /// <summary>H.264 Constrained Baseline, level 3.1, non-interleaved mode (RFC 6184 §8.1), 90 kHz.</summary>
    public static RtpCodec H264 { get; } = new("H264", 90000, 0, "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");

    /// <summary>The codec behind the name, or <see cref="MediaCodec.Unknown"/>.</summary>
    public MediaCodec Codec => Name.ToUpperInvariant() switch
    {
        "OPUS" => MediaCodec.Opus,
        "PCMU" => MediaCodec.Pcmu,
        "PCMA" => MediaCodec.Pcma,
        "VP8" => MediaCodec.Vp8,
        "VP9" => MediaCodec.Vp9,
        "H264" => MediaCodec.H264,
        _ => MediaCodec.Unknown,
    };

    /// <summary>Whether this is a codec for sound or for pictures.</summary>
    public MediaKind Kind => Channels > 0 ? MediaKind.Audio : MediaKind.Video;
}
