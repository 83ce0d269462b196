namespace OwtClient.Streams;

/// <summary>How loud the speaker in an active-audio stream is, compared with the others.</summary>
public enum ActiveAudioVolume
{
    /// <summary>The loudest (<c>major</c>).</summary>
    Major,

    /// <summary>Heard, but not the loudest (<c>minor</c>).</summary>
    Minor,
}
