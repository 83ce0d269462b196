using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>VP8 out of RTP (RFC 7741 §4): a frame is its payloads without their descriptors.</summary>
internal sealed class Vp8Depacketizer(FrameAssembler frames) : IDepacketizer
{
    private PictureId? _lastPictureId;

    public long FramesLost => frames.FramesLost;

    public void HandleGap(int packets) => frames.HandleGap();

    public DepacketizeStatus HandlePacket(ReadOnlySpan<byte> payload, uint timestamp, bool marker)
    {
        if (payload.IsEmpty) return DepacketizeStatus.Ignored;
        var continues = frames.IsOpenAt(timestamp);
        var parsed = Vp8Descriptor.TryParse(payload, out var descriptor);
        if (!continues) frames.Close();
        if (!continues) frames.Open(timestamp, parsed && descriptor.StartsFrame, descriptor.PictureId?.PicturesSince(_lastPictureId));
        _lastPictureId = descriptor.PictureId ?? _lastPictureId;
        var status = parsed ? Append(payload[descriptor.Length..], !continues) : frames.Break(DepacketizeStatus.Malformed);
        if (marker) frames.Close();
        return status;
    }

    public bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame) => frames.TryTakeFrame(out frame);

    private DepacketizeStatus Append(ReadOnlySpan<byte> data, bool isFirst)
    {
        if (isFirst) frames.IsKeyFrame = Vp8FrameHeader.IsKey(data);
        return frames.Append(data);
    }
}
