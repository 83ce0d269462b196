using System.Runtime.CompilerServices;
using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded sound or pictures that a subscription receives.</summary>
public sealed class RemoteTrack
{
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly TimestampContinuity _continuity = new();
    private readonly object _gate = new();
    private Feed _feed; // the newest; readers follow the chain to it

    internal RemoteTrack(MediaKind kind, IRtpReceiver receiver, TimeProvider time)
    {
        Kind = kind;
        _feed = new Feed(receiver);
        _time = time;
        _origin = time.GetTimestamp();
    }

    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind { get; }

    /// <summary>The codec of the newest packet, else the first negotiated one, or null when none was agreed.</summary>
    public RtpCodec? Codec => Current.Receiver.Codec;

    private Feed Current
    {
        get
        {
            lock (_gate) return _feed;
        }
    }

    /// <summary>
    /// Reads frames in decoding order until the subscription ends. Frames that nobody reads wait in a bounded queue (512 frames), then the
    /// oldest is dropped and counted (<see cref="InboundRtpStats.FramesDropped"/>). One reader at a time.
    /// </summary>
    /// <remarks>
    /// The caller owns each frame; disposing it lets its memory be used again. Ends without an exception when the subscription ends. Goes on
    /// when the subscription is restored: timestamps continue, pictures begin with a key frame.
    /// </remarks>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was canceled; frames still queued stay.
    /// </exception>
    public async IAsyncEnumerable<EncodedFrame> ReadFramesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var feed = Current; feed is not null; feed = await NextAsync(feed, cancellationToken).ConfigureAwait(false))
        {
            await foreach (var frame in feed.Receiver.ReadFramesAsync(cancellationToken).ConfigureAwait(false))
            {
                frame.Timestamp = _continuity.Place(frame.Timestamp, _time.GetElapsedTime(_origin));
                yield return frame;
            }
        }
    }

    /// <summary>Asks the sender for a key frame, through the server.</summary>
    public void RequestKeyFrame() => Current.Receiver.RequestKeyFrame();

    /// <summary>Another receiver takes over; readers go on with it when they have read what the last one still has.</summary>
    internal void Continue(IRtpReceiver receiver)
    {
        lock (_gate)
        {
            var next = new Feed(receiver);
            _feed.Next.TrySetResult(next);
            _feed = next;
        }
    }

    /// <summary>No other receiver will come.</summary>
    internal void End()
    {
        lock (_gate) _feed.Next.TrySetResult(null);
    }

    private async Task<Feed?> NextAsync(Feed feed, CancellationToken cancellationToken)
    {
        var next = await feed.Next.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        _continuity.TakeOver();
        return next;
    }

    /// <summary>One receiver, and what comes after it: another one, or null for the end.</summary>
    private sealed class Feed(IRtpReceiver receiver)
    {
        public IRtpReceiver Receiver { get; } = receiver;

        public TaskCompletionSource<Feed?> Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
