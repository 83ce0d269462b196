using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded pictures on their way out.</summary>
public sealed class LocalVideoTrack : LocalTrack
{
    /// <summary>Makes a track.</summary>
    /// <param name="codec">The encoding of every frame: VP8, VP9 or H.264.</param>
    /// <param name="source">Where the pictures come from; told to everybody.</param>
    /// <exception cref="ArgumentException"><paramref name="codec"/> is not a codec for pictures.</exception>
    public LocalVideoTrack(MediaCodec codec = MediaCodec.Vp8, VideoSource source = VideoSource.Camera)
        : base(MediaKind.Video, Check(codec)) => Source = source;

    /// <summary>Where the pictures come from.</summary>
    public VideoSource Source { get; }

    private static MediaCodec Check(MediaCodec codec) => codec is MediaCodec.Vp8 or MediaCodec.Vp9 or MediaCodec.H264
        ? codec
        : throw new ArgumentException($"{codec} is not a codec for pictures.", nameof(codec));
}
