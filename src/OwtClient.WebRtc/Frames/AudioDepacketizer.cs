using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Frames;

/// <summary>Every payload is a frame: Opus (RFC 7587 §4.2), PCMU and PCMA (RFC 3551 §4.5.14). A lost packet is a lost frame.</summary>
internal sealed class AudioDepacketizer(FrameAssembler frames) : IDepacketizer
{
    public long FramesLost => frames.FramesLost;

    public void HandleGap(int packets) => frames.CountLost(packets);

    public DepacketizeStatus HandlePacket(ReadOnlySpan<byte> payload, uint timestamp, bool marker)
    {
        if (payload.IsEmpty) return DepacketizeStatus.Ignored;
        frames.Open(timestamp, isStart: true, skippedFrames: 0);
        frames.IsKeyFrame = true;
        var status = frames.Append(payload);
        frames.Close();
        return status;
    }

    public bool TryTakeFrame([NotNullWhen(true)] out EncodedFrame? frame) => frames.TryTakeFrame(out frame);
}
