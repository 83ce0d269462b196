namespace OwtClient.Rest.Models;

/// <summary>Which tracks an operation concerns.</summary>
public enum TrackKind
{
    /// <summary>The sound.</summary>
    Audio,

    /// <summary>The pictures.</summary>
    Video,
}
