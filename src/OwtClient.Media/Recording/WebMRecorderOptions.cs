namespace OwtClient.Media;

/// <summary>How a <see cref="WebMRecorder"/> works. Immutable; vary with <c>with</c>.</summary>
public sealed record WebMRecorderOptions
{
    /// <summary>The clock that tells when frames arrive. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Most frame bytes that may wait for the disk, in bytes; frames beyond are dropped and counted. The default value is 32 MiB.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 32 << 20;

    /// <summary>Whether a stream handed in stays open when the recorder is disposed. The default value is false.</summary>
    public bool LeaveOpen { get; init; }
}
