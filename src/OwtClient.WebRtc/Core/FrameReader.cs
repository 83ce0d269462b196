using OwtClient.WebRtc.Frames;
using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;

namespace OwtClient.WebRtc.Core;

/// <summary>Puts the ordered packets of one received stream together into frames.</summary>
internal sealed class FrameReader(ReceiveStream stream, PayloadCodecs codecs, FramePool pool, ITrackSink sink) : IOrderedPacketSink
{
    private IDepacketizer? _depacketizer;
    private PayloadType? _type;
    private long _framesLostBefore; // by depacketizers that were replaced

    /// <summary>Frames known to be lost.</summary>
    public long FramesLost => _framesLostBefore + (_depacketizer?.FramesLost ?? 0);

    /// <summary>Size of the pictures since the newest key frame, or zeros.</summary>
    public PictureSize PictureSize { get; private set; }

    public void HandlePacket(in OrderedPacket packet)
    {
        if (packet.PayloadType != _type) Begin(packet.PayloadType);
        if (_depacketizer is not { } depacketizer) return;
        depacketizer.HandlePacket(packet.Payload, packet.Timestamp.Value, packet.Marker);
        while (depacketizer.TryTakeFrame(out var frame))
        {
            frame.Rid = stream.Options.Rid;
            stream.HandleFrame(frame.IsKeyFrame);
            if (frame.IsKeyFrame && PictureSize.TryRead(frame.Codec, frame.Data.Span, out var size)) PictureSize = size;
            sink.HandleFrame(frame);
        }
    }

    public void HandleGap(long first, int count) => _depacketizer?.HandleGap(count);

    public void HandleRestart()
    {
        _framesLostBefore = FramesLost;
        (_type, _depacketizer) = (null, null);
    }

    private void Begin(PayloadType type)
    {
        HandleRestart();
        _type = type;
        if (codecs[type] is { Codec: var codec }) _depacketizer = PayloadFormats.CreateDepacketizer(codec.Codec, codec.ClockRate, pool);
    }
}
