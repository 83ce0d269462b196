using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>A local track in one publication. Paused while that publication is muted, so that no uplink is wasted.</summary>
internal sealed class TrackAttachment(IRtpSender sender)
{
    private volatile bool _isPaused;

    public IRtpSender Sender { get; } = sender;

    /// <summary>The publication's limit, or null.</summary>
    public int? MaxBitsPerSecond { get; init; }

    public bool IsPaused
    {
        get => _isPaused;
        set => _isPaused = value;
    }
}
