namespace OwtClient.Streams;

/// <summary>Which tracks of a stream an operation concerns.</summary>
[Flags]
public enum TrackKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The sound.</summary>
    Audio = 1,

    /// <summary>The pictures.</summary>
    Video = 2,

    /// <summary>Both.</summary>
    All = Audio | Video,
}
