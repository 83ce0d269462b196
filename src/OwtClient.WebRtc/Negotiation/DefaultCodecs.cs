namespace OwtClient.WebRtc.Negotiation;

/// <summary>What is negotiated when the application names no codecs. H.264 once only: OWT keeps a single one (PROTOCOL §6.6).</summary>
internal static class DefaultCodecs
{
    private static readonly RtpCodec[] Audio = [RtpCodec.Opus, RtpCodec.Pcmu, RtpCodec.Pcma];
    private static readonly RtpCodec[] Video = [RtpCodec.Vp8, RtpCodec.Vp9, RtpCodec.H264];

    public static IReadOnlyList<RtpCodec> For(MediaKind kind) => kind == MediaKind.Audio ? Audio : Video;
}
