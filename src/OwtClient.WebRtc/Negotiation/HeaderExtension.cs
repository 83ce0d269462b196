namespace OwtClient.WebRtc.Negotiation;

/// <summary>The RTP header extensions this engine writes or reads.</summary>
internal enum HeaderExtension
{
    /// <summary>Client-to-mixer audio level (RFC 6464).</summary>
    AudioLevel,

    /// <summary>Section identifier (RFC 9143 §15).</summary>
    Mid,

    /// <summary>Simulcast layer (RFC 8852 §3.1).</summary>
    RtpStreamId,

    /// <summary>Simulcast layer that a repair stream belongs to (RFC 8852 §3.2).</summary>
    RepairedRtpStreamId,

    /// <summary>When the packet left the sender, 24 bits of seconds in 6.18 fixed point.</summary>
    AbsoluteSendTime,
}

internal static class HeaderExtensionUri
{
    public static readonly HeaderExtension[] All = Enum.GetValues<HeaderExtension>();

    public static string ToUri(this HeaderExtension extension) => extension switch
    {
        HeaderExtension.AudioLevel => "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        HeaderExtension.Mid => "urn:ietf:params:rtp-hdrext:sdes:mid",
        HeaderExtension.RtpStreamId => "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
        HeaderExtension.RepairedRtpStreamId => "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
        _ => "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    };

    /// <summary>The id used in offers, if free: OWT reads audio levels from id 1 only (PROTOCOL §6.7); the others are as in Chromium.</summary>
    public static byte UsualId(this HeaderExtension extension) => extension switch
    {
        HeaderExtension.AudioLevel => 1,
        HeaderExtension.AbsoluteSendTime => 2,
        HeaderExtension.Mid => 4,
        HeaderExtension.RtpStreamId => 10,
        _ => 11,
    };

    public static bool AppliesTo(this HeaderExtension extension, MediaKind kind) => extension switch
    {
        HeaderExtension.AudioLevel => kind == MediaKind.Audio,
        HeaderExtension.RtpStreamId or HeaderExtension.RepairedRtpStreamId => kind == MediaKind.Video,
        _ => true,
    };
}
