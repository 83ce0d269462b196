using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OwtClient.WebRtc;

namespace OwtClient.Testing;

/// <summary>Gives the frames that a test delivers. Thread-safe.</summary>
public sealed class FakeRtpReceiver : IRtpReceiver
{
    private readonly Channel<EncodedFrame> _frames = Channel.CreateUnbounded<EncodedFrame>();
    private int _keyFrameRequests;

    /// <summary>The negotiated codec; may be set to simulate another choice of the peer.</summary>
    public RtpCodec? Codec { get; set; }

    /// <summary>How often a key frame was asked for.</summary>
    public int KeyFrameRequests => Volatile.Read(ref _keyFrameRequests);

    /// <summary>Hands a frame to the reader, now or when it comes. Its memory must stay unchanged until it was read.</summary>
    /// <returns>False when the connection is closed.</returns>
    public bool Deliver(EncodedFrame frame) => _frames.Writer.TryWrite(frame);

    /// <inheritdoc/>
    public async IAsyncEnumerable<EncodedFrame> ReadFramesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return frame;
    }

    /// <inheritdoc/>
    public void RequestKeyFrame() => Interlocked.Increment(ref _keyFrameRequests);

    internal void Close() => _frames.Writer.TryComplete();
}
