using OwtClient.WebRtc;

namespace OwtClient.Channels;

/// <summary>Which codecs an offer lists.</summary>
internal static class CodecChoice
{
    /// <summary>All that can be received, in the order in which a server that may choose shall choose.</summary>
    private static readonly RtpCodec[] Audio = [RtpCodec.Opus, RtpCodec.Pcmu, RtpCodec.Pcma];

    private static readonly RtpCodec[] Video = [RtpCodec.Vp8, RtpCodec.Vp9, RtpCodec.H264];

    /// <summary>The wish of the options, or everything of that kind.</summary>
    /// <exception cref="ArgumentException">The wish cannot be offered.</exception>
    public static IReadOnlyList<RtpCodec> ForReceiving(MediaKind kind, IReadOnlyList<RtpCodec> wanted) =>
        Check(kind, wanted.Count > 0 ? wanted : kind == MediaKind.Audio ? Audio : Video);

    /// <summary>The wish of the options, or the track's own codec.</summary>
    /// <exception cref="ArgumentException">The wish cannot be offered, or is not what the track carries.</exception>
    public static IReadOnlyList<RtpCodec> ForSending(MediaKind kind, MediaCodec carried, IReadOnlyList<RtpCodec> wanted)
    {
        if (wanted.Count == 0) return [Variant(carried)];
        if (!wanted.Any(codec => codec.Codec == carried))
        {
            throw new ArgumentException($"The track carries {carried}, which is not among the codecs to offer.");
        }

        return Check(kind, wanted);
    }

    private static RtpCodec Variant(MediaCodec codec) => codec switch
    {
        MediaCodec.Opus => RtpCodec.Opus,
        MediaCodec.Pcmu => RtpCodec.Pcmu,
        MediaCodec.Pcma => RtpCodec.Pcma,
        MediaCodec.Vp8 => RtpCodec.Vp8,
        MediaCodec.Vp9 => RtpCodec.Vp9,
        MediaCodec.H264 => RtpCodec.H264,
        _ => throw new ArgumentException($"{codec} cannot be sent."),
    };

    private static IReadOnlyList<RtpCodec> Check(MediaKind kind, IReadOnlyList<RtpCodec> codecs)
    {
        if (codecs.FirstOrDefault(codec => codec.Kind != kind) is { } stranger)
        {
            throw new ArgumentException($"{stranger.Name} is not a codec for {kind}.");
        }

        if (codecs.Count(codec => codec.Codec == MediaCodec.H264) > 1)
        {
            throw new ArgumentException("More than one H.264 variant: the server would choose one of its own liking (PROTOCOL §6.6).");
        }

        return codecs;
    }
}
