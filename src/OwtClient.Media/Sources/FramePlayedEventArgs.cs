namespace OwtClient.Media;

/// <summary>A frame was due and was handed to its track.</summary>
/// <param name="frame">The frame, with its time since the beginning of playback.</param>
/// <param name="wasSent">Whether a publication sent it: false while none is connected, and while muted.</param>
public sealed class FramePlayedEventArgs(MediaFrame frame, bool wasSent) : EventArgs
{
    /// <summary>The frame, with its time since the beginning of playback.</summary>
    public MediaFrame Frame { get; } = frame;

    /// <summary>Whether a publication sent it: false while none is connected, and while muted.</summary>
    public bool WasSent { get; } = wasSent;
}
