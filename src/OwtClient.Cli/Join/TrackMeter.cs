using OwtClient.Media;
using OwtClient.Streams;

namespace OwtClient.Cli.Join;

/// <summary>Reads one received track to its end: counts its frames and hands them to the recording.</summary>
internal sealed class TrackMeter(RemoteTrack track, WebMRecorderTrack? recording, Action firstFrame)
{
    private long _frames;
    private long _lost;

    /// <summary>Frames received whole.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Frames known to have been sent that did not arrive whole.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var frame in track.ReadFramesAsync(cancellationToken))
        {
            using (frame)
            {
                if (Interlocked.Increment(ref _frames) == 1) firstFrame();
                Interlocked.Add(ref _lost, frame.FramesLostBefore);
                recording?.Write(frame);
                if (recording is { NeedsKeyFrame: true }) track.RequestKeyFrame();
            }
        }
    }
}
