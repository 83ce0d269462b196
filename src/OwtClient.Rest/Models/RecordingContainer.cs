namespace OwtClient.Rest.Models;

/// <summary>File format of a recording.</summary>
public enum RecordingContainer
{
    /// <summary>MP4 for AAC with H.264, H.265 or nothing, else Matroska.</summary>
    Auto,

    /// <summary>MP4.</summary>
    Mp4,

    /// <summary>Matroska.</summary>
    Mkv,

    /// <summary>MPEG transport stream.</summary>
    Ts,
}
