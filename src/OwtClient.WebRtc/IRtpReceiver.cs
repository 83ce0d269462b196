namespace OwtClient.WebRtc;

/// <summary>Receives the frames of one track (W3C RTCRtpReceiver).</summary>
public interface IRtpReceiver
{
    /// <summary>The codec of the most recent packet, else the first negotiated one, or null before the answer.</summary>
    RtpCodec? Codec { get; }

    /// <summary>
    /// Reads frames in decoding order until the track ends. Frames that nobody reads wait in a bounded queue
    /// (<see cref="PeerConnectionOptions.ReceiveQueueFrames"/>), then the oldest is dropped and counted. One reader at a time.
    /// </summary>
    /// <remarks>Ends without an exception when the connection closes or fails. The caller owns each frame.</remarks>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled; the frames still queued stay.</exception>
    IAsyncEnumerable<EncodedFrame> ReadFramesAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks the sender for a key frame (PLI). Does nothing while not connected.</summary>
    void RequestKeyFrame();
}
