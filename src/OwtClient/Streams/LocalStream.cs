namespace OwtClient.Streams;

/// <summary>What is published together: sound, pictures or both. Immutable; the tracks may be part of several streams.</summary>
public sealed class LocalStream
{
    /// <summary>Makes a stream.</summary>
    /// <param name="audio">The sound, or null for none.</param>
    /// <param name="video">The pictures, or null for none.</param>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public LocalStream(LocalAudioTrack? audio, LocalVideoTrack? video)
    {
        if (audio is null && video is null) throw new ArgumentException("A stream needs at least one track.");
        Audio = audio;
        Video = video;
    }

    /// <summary>Makes a stream of sound alone.</summary>
    public LocalStream(LocalAudioTrack audio)
        : this(audio, null)
    {
    }

    /// <summary>Makes a stream of pictures alone.</summary>
    public LocalStream(LocalVideoTrack video)
        : this(null, video)
    {
    }

    /// <summary>The sound, or null.</summary>
    public LocalAudioTrack? Audio { get; }

    /// <summary>The pictures, or null.</summary>
    public LocalVideoTrack? Video { get; }
}
