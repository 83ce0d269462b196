using OwtClient.WebRtc.Rtp;

namespace OwtClient.WebRtc.Rtcp;

/// <summary>A receiver lost pictures and cannot go on without a key frame (RFC 4585 §6.3.1).</summary>
/// <param name="Sender">Who asks.</param>
/// <param name="Media">The stream it is about.</param>
internal readonly record struct PictureLossIndication(Ssrc Sender, Ssrc Media)
{
    public static bool TryRead(in RtcpPacketReader packet, out PictureLossIndication indication)
    {
        indication = default;
        if (!packet.Is(RtcpPacketType.PayloadFeedback, FeedbackFormat.PictureLossIndication)) return false;
        if (!packet.TryReadFeedback(out var sender, out var media, out _)) return false;
        indication = new PictureLossIndication(sender, media);
        return true;
    }

    public bool TryWrite(ref RtcpWriter writer) => writer.TryBeginFeedback(
        RtcpPacketType.PayloadFeedback, FeedbackFormat.PictureLossIndication, Sender, Media, 0, out _);
}
