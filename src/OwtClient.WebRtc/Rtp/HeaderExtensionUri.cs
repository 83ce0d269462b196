namespace OwtClient.WebRtc.Rtp;

/// <summary>Names of header extensions as the <c>extmap</c> attribute carries them (RFC 8285 §5).</summary>
internal static class HeaderExtensionUri
{
    public const string Mid = "urn:ietf:params:rtp-hdrext:sdes:mid";
    public const string RtpStreamId = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    public const string RepairedRtpStreamId = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    public const string AbsoluteSendTime = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    public const string TransportSequence = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    public const string AudioLevel = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";

    /// <summary>The extension behind a name, or <see cref="HeaderExtensionKind.Unknown"/>.</summary>
    public static HeaderExtensionKind KindOf(string uri) => uri switch
    {
        Mid => HeaderExtensionKind.Mid,
        RtpStreamId => HeaderExtensionKind.RtpStreamId,
        RepairedRtpStreamId => HeaderExtensionKind.RepairedRtpStreamId,
        AbsoluteSendTime => HeaderExtensionKind.AbsoluteSendTime,
        TransportSequence => HeaderExtensionKind.TransportSequence,
        AudioLevel => HeaderExtensionKind.AudioLevel,
        _ => HeaderExtensionKind.Unknown,
    };
}
