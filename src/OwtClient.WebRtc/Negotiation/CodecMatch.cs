using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Decides whether two descriptions of a codec mean the same thing.</summary>
internal static class CodecMatch
{
    /// <summary>
    /// Finds the offered payload that stands for <paramref name="wanted"/>: the first that agrees in everything, else the first whose
    /// packets can be handled.
    /// </summary>
    /// <remarks>
    /// Deviates from RFC 6184 §8.2.2: when no offered H.264 payload has the wanted profile, one of another profile is taken, because
    /// nothing is decoded here and whoever decodes reads the profile from the stream.
    /// </remarks>
    public static NegotiatedCodec? Find(RtpCodec wanted, IReadOnlyList<NegotiatedCodec> offered) =>
        offered.FirstOrDefault(candidate => IsCompatible(wanted, candidate.Codec) && HasSameProfile(wanted, candidate.Codec))
        ?? offered.FirstOrDefault(candidate => wanted.Codec == MediaCodec.H264 && IsCompatible(wanted, candidate.Codec));

    /// <summary>Whether packets of the one can be handled as packets of the other.</summary>
    public static bool IsCompatible(RtpCodec left, RtpCodec right) =>
        string.Equals(left.Name, right.Name, StringComparison.OrdinalIgnoreCase)
        && left.ClockRate == right.ClockRate
        && left.Channels == right.Channels
        && (left.Codec != MediaCodec.H264 || PacketizationMode(left) == PacketizationMode(right));

    private static bool HasSameProfile(RtpCodec left, RtpCodec right) => left.Codec switch
    {
        MediaCodec.H264 => H264ProfileText.Parse(left.Fmtp) == H264ProfileText.Parse(right.Fmtp),
        MediaCodec.Vp9 => Vp9Profile(left).Equals(Vp9Profile(right), StringComparison.Ordinal), // RFC 9628 §6: must be equal
        _ => true,
    };

    /// <summary>Absent means single NAL unit mode (RFC 6184 §8.1).</summary>
    private static char PacketizationMode(RtpCodec codec) =>
        SdpFmtp.TryGetParameter(codec.Fmtp, "packetization-mode", out var mode) && mode.Length == 1 ? mode[0] : '0';

    /// <summary>Absent means profile 0 (RFC 9628 §6).</summary>
    private static ReadOnlySpan<char> Vp9Profile(RtpCodec codec) =>
        SdpFmtp.TryGetParameter(codec.Fmtp, "profile-id", out var profile) ? profile : "0";
}
