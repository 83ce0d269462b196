using OwtClient.WebRtc.Core;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Peer;

namespace OwtClient.WebRtc;

/// <summary>The receiving half of a media section: gives whole frames, or packets as they come.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RtpReceiver : IRtpReceiver
{
    private readonly ConnectionDriver _driver;
    private readonly FrameQueue _frames;
    private readonly object _delivering = new(); // calls of the sink never overlap; the connection takes no lock inside it
    private volatile IRtpPacketSink? _sink;

    internal RtpReceiver(ConnectionDriver driver, MediaKind kind, FramePool pool, int queueFrames)
    {
        _driver = driver;
        _frames = new FrameQueue(Math.Max(1, queueFrames));
        Track = new ReceiveTrack(kind, pool, new Sink(this));
    }

    /// <inheritdoc/>
    public RtpCodec? Codec => _driver.GetCodec(Track);

    internal ReceiveTrack Track { get; }

    internal long FramesDropped => _frames.Dropped;

    /// <inheritdoc/>
    public IAsyncEnumerable<EncodedFrame> ReadFramesAsync(CancellationToken cancellationToken = default) => _frames.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public void RequestKeyFrame() => _driver.RequestKeyFrame(Track, rid: null);

    /// <summary>Asks the sender for a key frame of one simulcast layer (PLI), or of all with null. Does nothing while not connected.</summary>
    public void RequestKeyFrame(string? rid) => _driver.RequestKeyFrame(Track, rid);

    /// <summary>
    /// Hands the packets of the track to <paramref name="sink"/> instead of putting them together into frames; null returns to frames.
    /// </summary>
    /// <remarks>After the call a packet may still be on its way to the sink before.</remarks>
    public void SetPacketSink(IRtpPacketSink? sink)
    {
        _sink = sink;
        _driver.SetAssemblesFrames(Track, sink is null);
    }

    /// <summary>The track has ended: readers take what is there and stop.</summary>
    internal void Complete() => _frames.Complete();

    /// <summary>The connection is gone: frames that nobody took go back to the pool.</summary>
    internal void Release()
    {
        _frames.Complete();
        _frames.Clear();
    }

    private sealed class Sink(RtpReceiver receiver) : ITrackSink
    {
        public void HandleFrame(EncodedFrame frame) => receiver._frames.Enqueue(frame);

        public void HandlePacket(in ReceivedRtpPacket packet)
        {
            if (receiver._sink is not { } sink) return;
            lock (receiver._delivering) sink.HandlePacket(packet);
        }
    }
}
