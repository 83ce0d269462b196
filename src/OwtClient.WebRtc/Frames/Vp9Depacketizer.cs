using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>
/// VP9 out of RTP (RFC 9628 §4): a frame is a picture, that is its layer frames one after the other, lowest spatial layer first, as a
/// decoder takes them.
/// </summary>
internal sealed class Vp9Depacketizer(FrameAssembler frames) : IDepacketizer
{
    private PictureId? _lastPictureId;
    private bool _insideLayerFrame;

    public long FramesLost => frames.FramesLost;

    public void HandleGap(int packets) => frames.HandleGap();

    public DepacketizeStatus HandlePacket(ReadOnlySpan<byte> payload, uint timestamp, bool marker)
    {
        if (payload.IsEmpty) return DepacketizeStatus.Ignored;
        var continues = frames.IsOpenAt(timestamp);
        var parsed = Vp9Descriptor.TryParse(payload, out var descriptor);
        if (!continues) Open(timestamp, parsed, descriptor);
        _lastPictureId = descriptor.PictureId ?? _lastPictureId;
        var status = parsed ? Append(descriptor, payload[descriptor.Length..], !continues) : frames.Break(DepacketizeStatus.Malformed);
        if (marker) Close();
        return status;
    }

    public bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame) => frames.TryTakeFrame(out frame);

    private void Open(uint timestamp, bool parsed, in Vp9Descriptor descriptor)
    {
        Close();
        // A server may leave out the lower layers of a picture that does not need them: the start is any layer that stands alone.
        var isStart = parsed && descriptor.StartsLayerFrame && (descriptor.SpatialLayer == 0 || !descriptor.DependsOnLowerLayer);
        frames.Open(timestamp, isStart, descriptor.PictureId?.PicturesSince(_lastPictureId));
    }

    private DepacketizeStatus Append(in Vp9Descriptor descriptor, ReadOnlySpan<byte> data, bool isFirst)
    {
        if (frames.IsBroken) return DepacketizeStatus.FrameLost;
        if (descriptor.StartsLayerFrame == _insideLayerFrame) return frames.Break(DepacketizeStatus.Malformed);
        _insideLayerFrame = !descriptor.EndsLayerFrame;
        if (isFirst) frames.IsKeyFrame = Vp9FrameHeader.IsKey(data);
        return frames.Append(data);
    }

    private void Close()
    {
        if (_insideLayerFrame && !frames.IsBroken) frames.Break(DepacketizeStatus.Malformed); // the marker stands on an end (§4.1)
        _insideLayerFrame = false;
        frames.Close();
    }
}
