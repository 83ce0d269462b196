namespace OwtClient.Cli.Join.Events;

/// <summary>Totals of one subscription.</summary>
/// <param name="Id">Subscription.</param>
/// <param name="Stream">The stream it received.</param>
/// <param name="SubscribeMs">From the call to ready, in milliseconds.</param>
/// <param name="FirstFrameMs">From the call to the first frame, in milliseconds, or null when none came.</param>
/// <param name="VideoFramesReceived">Video frames received whole.</param>
/// <param name="AudioFramesReceived">Audio frames received.</param>
/// <param name="FramesLost">Frames known to have been sent that did not arrive whole.</param>
/// <param name="Recording">File it was recorded to, or null.</param>
/// <param name="RecordingBytes">Size of that file, or null.</param>
internal sealed record SubscriptionSummary(
    string Id,
    string Stream,
    double SubscribeMs,
    double? FirstFrameMs,
    long VideoFramesReceived,
    long AudioFramesReceived,
    long FramesLost,
    string? Recording,
    long? RecordingBytes);
