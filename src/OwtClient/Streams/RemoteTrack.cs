using OwtClient.WebRtc;

namespace OwtClient.Streams;

/// <summary>Encoded sound or pictures that a subscription receives.</summary>
public sealed class RemoteTrack
{
    private readonly IRtpReceiver _receiver;

    internal RemoteTrack(MediaKind kind, IRtpReceiver receiver)
    {
        Kind = kind;
        _receiver = receiver;
    }

    /// <summary>Sound or pictures.</summary>
    public MediaKind Kind { get; }

    /// <summary>The codec of the newest packet, else the first negotiated one, or null when none was agreed.</summary>
    public RtpCodec? Codec => _receiver.Codec;

    /// <summary>
    /// Reads frames in decoding order until the subscription ends. Frames that nobody reads wait in a bounded queue (512 frames), then the
    /// oldest is dropped and counted (<see cref="InboundRtpStats.FramesDropped"/>). One reader at a time.
    /// </summary>
    /// <remarks>
    /// The caller owns each frame; disposing it lets its memory be used again. Ends without an exception when the subscription ends.
    /// </remarks>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was canceled; frames still queued stay.
    /// </exception>
    public IAsyncEnumerable<EncodedFrame> ReadFramesAsync(CancellationToken cancellationToken = default) =>
        _receiver.ReadFramesAsync(cancellationToken);

    /// <summary>Asks the sender for a key frame, through the server.</summary>
    public void RequestKeyFrame() => _receiver.RequestKeyFrame();
}
