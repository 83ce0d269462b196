using OwtClient.WebRtc;

namespace OwtClient.Media;

/// <summary>One track of a media file.</summary>
/// <param name="Id">Number of the track in its file.</param>
/// <param name="Codec">How its frames are encoded.</param>
public sealed record MediaTrack(int Id, MediaCodec Codec)
{
    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind => Codec is MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma ? MediaKind.Audio : MediaKind.Video;

    /// <summary>RTP clock rate of the codec, in units per second.</summary>
    public int ClockRate => Codec switch
    {
        MediaCodec.Opus => 48000,
        MediaCodec.Pcmu or MediaCodec.Pcma => 8000,
        _ => 90000,
    };

    /// <summary>Width in pixels as the file's header tells it; 0 where it does not, and for sound.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels as the file's header tells it; 0 where it does not, and for sound.</summary>
    public int Height { get; init; }

    /// <summary>Channels of sound; 0 for pictures.</summary>
    public int Channels { get; init; }

    /// <summary>The codec's private data in the file's own form (<c>OpusHead</c>, <c>avcC</c>); often empty.</summary>
    public ReadOnlyMemory<byte> CodecPrivate { get; init; }
}
