using OwtClient.Media;
using OwtClient.Server.Media;
using OwtClient.WebRtc;
using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Negotiation;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.Server.Recording;

/// <summary>One track of a recording: subscribes to a source like any participant, and writes the frames into the file.</summary>
/// <remarks>
/// Thread-safe. Packets come on the receive thread of the source; frames are copied into the recorder's bounded queue there, and nothing
/// waits. When frames are missing a key frame is asked for, from a timer: the source must not be called back while it hands a packet over.
/// </remarks>
internal sealed class RecordingTrack : IDisposable
{
    private readonly object _gate = new();
    private readonly Downlink _downlink;
    private readonly PacketAssembler _packets;
    private readonly WebMRecorderTrack _file;
    private readonly ITimer _keyFrameRequest;
    private readonly TimeProvider _time;
    private readonly RtpCodec _codec;
    private bool _disposed;

    /// <param name="codec">What its sources have to be encoded with; from others nothing is taken.</param>
    /// <param name="file">Where the frames go.</param>
    /// <param name="frames">Memory for them.</param>
    /// <param name="time">The clock.</param>
    public RecordingTrack(RtpCodec codec, WebMRecorderTrack file, FramePool frames, TimeProvider time)
    {
        (_file, _time, _codec) = (file, time, codec);
        _packets = new PacketAssembler(PayloadFormats.CreateDepacketizer(codec.Codec, codec.ClockRate, frames)!, Write);
        _downlink = new Downlink(HandlePacket, new RtpRewriter(default, default), codec.ClockRate, time);
        _keyFrameRequest = time.CreateTimer(
            _ => _downlink.Source?.RequestKeyFrame(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Takes from another source from now on, or from none. A mixed view may show one that a file of this codec cannot hold.
    /// </summary>
    public void TakeFrom(TrackSource? source)
    {
        _downlink.Source?.Detach(_downlink);
        _downlink.Begin(null, waitsForKeyFrame: false);
        lock (_gate) _packets.Break();
        if (source is not null && CodecMatch.IsCompatible(source.Codec, _codec)) source.Attach(_downlink);
    }

    /// <summary>Ends it. The file stays open. Idempotent.</summary>
    public void Dispose()
    {
        TakeFrom(null);
        lock (_gate) _disposed = true;
        _keyFrameRequest.Dispose();
    }

    private void HandlePacket(SequenceNumber sequence, RtpTimestamp timestamp, in ForwardedPacket packet)
    {
        lock (_gate)
        {
            if (!_disposed) _packets.Add(sequence, timestamp, packet.Marker, packet.Payload, _time.GetElapsedTime(0));
        }
    }

    private void Write(EncodedFrame frame)
    {
        using (frame)
        {
            _file.Write(frame);
            var isIncomplete = _codec.Kind == MediaKind.Video && (frame.FramesLostBefore > 0 || _file.NeedsKeyFrame);
            if (isIncomplete) _keyFrameRequest.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
