namespace OwtClient.Media;

/// <summary>How media files are read. Immutable; vary with <c>with</c>.</summary>
public sealed record MediaFileReaderOptions
{
    /// <summary>Frames per second of an H.264 byte stream, which does not tell its own. The default value is 30.</summary>
    public double ByteStreamFrameRate { get; init; } = 30;

    /// <summary>Largest frame accepted, in bytes; a larger one is a format error. The default value is 8 MiB.</summary>
    public int MaxFrameBytes { get; init; } = 8 << 20;

    /// <summary>Whether a stream handed in stays open when the reader is disposed. The default value is false.</summary>
    public bool LeaveOpen { get; init; }
}
