using OwtClient.Media.Recording;
using OwtClient.WebRtc;

namespace OwtClient.Media;

/// <summary>One track of a recording. Frames of one track are given one after another; different tracks may be fed at once.</summary>
public sealed class WebMRecorderTrack
{
    private readonly WebMRecorder _recorder;
    private readonly TrackTimeline _timeline = new();
    private long _written;
    private long _dropped;
    private long _skipped;

    internal WebMRecorderTrack(WebMRecorder recorder, TrackHeader header)
    {
        _recorder = recorder;
        Header = header;
        NeedsKeyFrame = header.IsVideo;
    }

    /// <summary>The codec of its frames.</summary>
    public MediaCodec Codec => Header.Codec;

    /// <summary>Frames taken into the recording.</summary>
    public long FramesWritten => Interlocked.Read(ref _written);

    /// <summary>Frames dropped because too much waited for the disk.</summary>
    public long FramesDropped => Interlocked.Read(ref _dropped);

    /// <summary>Frames left out because no key frame had come before them.</summary>
    public long FramesBeforeKeyFrame => Interlocked.Read(ref _skipped);

    /// <summary>
    /// Whether frames are left out until the next key frame: at the beginning, and after frames were dropped. Ask the sender for one.
    /// </summary>
    public bool NeedsKeyFrame { get; private set; }

    internal TrackHeader Header { get; }

    /// <summary>Takes a frame into the recording. Its data is copied; the caller keeps the frame.</summary>
    /// <returns>False if the frame was left out: no key frame yet, the queue is full, the recorder is closed or has failed.</returns>
    /// <exception cref="ArgumentException">The frame's codec is not the track's.</exception>
    public bool Write(EncodedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Codec != Codec) throw new ArgumentException($"The track holds {Codec}, the frame {frame.Codec}.", nameof(frame));
        if (frame.Data.IsEmpty) return false;
        var time = _timeline.Place(frame.Timestamp, _recorder.SinceStart());
        var isKeyFrame = !Header.IsVideo || frame.IsKeyFrame;
        if (NeedsKeyFrame && !isKeyFrame)
        {
            Interlocked.Increment(ref _skipped);
            return false;
        }

        var taken = _recorder.TryEnqueue(Header, (long)Math.Round(time.TotalMilliseconds), isKeyFrame, frame.Data.Span);
        NeedsKeyFrame = Header.IsVideo && !taken;
        Interlocked.Increment(ref taken ? ref _written : ref _dropped);
        return taken;
    }

    /// <summary>Takes frames until they end, and disposes each.</summary>
    /// <exception cref="ArgumentException">A frame's codec is not the track's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task WriteAllAsync(IAsyncEnumerable<EncodedFrame> frames, CancellationToken cancellationToken = default)
    {
        await foreach (var frame in frames.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            using (frame) Write(frame);
        }
    }
}
