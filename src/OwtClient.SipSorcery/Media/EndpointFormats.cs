using OwtClient.WebRtc;
using SIPSorceryMedia.Abstractions;

namespace OwtClient.SipSorcery.Media;

/// <summary>Codecs as the formats of SIPSorcery's media endpoints.</summary>
internal static class EndpointFormats
{
    /// <summary>The endpoint's own format of a codec.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public static AudioFormat Find(IEnumerable<AudioFormat> formats, MediaCodec codec)
    {
        foreach (var format in formats)
        {
            if (format.Codec == AudioCodec(codec)) return format;
        }

        throw new NotSupportedException(
            $"The endpoint has no format of {codec}. Opus has to be switched on in some: new AudioEncoder(includeOpus: true).");
    }

    /// <summary>The endpoint's own format of a codec.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public static VideoFormat Find(IEnumerable<VideoFormat> formats, MediaCodec codec)
    {
        foreach (var format in formats)
        {
            if (format.Codec == VideoCodec(codec)) return format;
        }

        throw new NotSupportedException($"The endpoint has no format of {codec}.");
    }

    private static AudioCodecsEnum AudioCodec(MediaCodec codec) => codec switch
    {
        MediaCodec.Opus => AudioCodecsEnum.OPUS,
        MediaCodec.Pcmu => AudioCodecsEnum.PCMU,
        MediaCodec.Pcma => AudioCodecsEnum.PCMA,
        _ => throw new ArgumentException($"{codec} is not a codec for sound.", nameof(codec)),
    };

    private static VideoCodecsEnum VideoCodec(MediaCodec codec) => codec switch
    {
        MediaCodec.Vp8 => VideoCodecsEnum.VP8,
        MediaCodec.Vp9 => VideoCodecsEnum.VP9,
        MediaCodec.H264 => VideoCodecsEnum.H264,
        _ => throw new ArgumentException($"{codec} is not a codec for pictures.", nameof(codec)),
    };
}
