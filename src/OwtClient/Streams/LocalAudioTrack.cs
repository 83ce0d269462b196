using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded sound on its way out.</summary>
/// <remarks>Mixed views find out who speaks by <see cref="EncodedFrame.AudioLevel"/>: without it a source counts as silent there.</remarks>
public sealed class LocalAudioTrack : LocalTrack
{
    /// <summary>Makes a track.</summary>
    /// <param name="codec">The encoding of every frame: Opus, PCMU or PCMA.</param>
    /// <param name="source">Where the sound comes from; told to everybody.</param>
    /// <exception cref="ArgumentException"><paramref name="codec"/> is not a codec for sound.</exception>
    public LocalAudioTrack(MediaCodec codec = MediaCodec.Opus, AudioSource source = AudioSource.Microphone)
        : base(MediaKind.Audio, Check(codec), []) => Source = source;

    /// <summary>Where the sound comes from.</summary>
    public AudioSource Source { get; }

    private static MediaCodec Check(MediaCodec codec) => codec is MediaCodec.Opus or MediaCodec.Pcmu or MediaCodec.Pcma
        ? codec
        : throw new ArgumentException($"{codec} is not a codec for sound.", nameof(codec));
}
