using OwtClient.WebRtc.Sdp;

namespace OwtClient.WebRtc.Negotiation;

/// <summary>Feedback messages as <c>rtcp-fb</c> lines name them, and which of them this engine sends and answers.</summary>
internal static class RtcpFeedbackText
{
    private static readonly (RtcpFeedbackKinds Kind, string Text)[] Known =
    [
        (RtcpFeedbackKinds.FullIntraRequest, "ccm fir"),
        (RtcpFeedbackKinds.Nack, "nack"),
        (RtcpFeedbackKinds.PictureLoss, "nack pli"),
        (RtcpFeedbackKinds.TransportWide, "transport-cc"),
    ];

    /// <summary>What this engine sends and answers.</summary>
    public static RtcpFeedbackKinds Supported(MediaKind kind) => kind == MediaKind.Video
        ? RtcpFeedbackKinds.Nack | RtcpFeedbackKinds.PictureLoss | RtcpFeedbackKinds.FullIntraRequest
        : RtcpFeedbackKinds.Nack;

    /// <summary>
    /// What an answer takes. Arrival times of pictures are told to a sender who asks for them, as browsers do to find out what the path
    /// carries; they are not offered, because this side sends at the rate of its source.
    /// </summary>
    public static RtcpFeedbackKinds Accepted(MediaKind kind, bool receives) =>
        Supported(kind) | (TellsArrivals(kind, receives) ? RtcpFeedbackKinds.TransportWide : RtcpFeedbackKinds.None);

    public static bool TellsArrivals(MediaKind kind, bool receives) => kind == MediaKind.Video && receives;

    /// <summary>Collects what <paramref name="media"/> says about a payload type.</summary>
    public static RtcpFeedbackKinds Of(SdpMedia media, byte payloadType)
    {
        var kinds = RtcpFeedbackKinds.None;
        foreach (var line in media.Feedback)
        {
            if (line.PayloadType is { } target && target != payloadType) continue;
            foreach (var (kind, text) in Known)
            {
                if (line.Value == text) kinds |= kind;
            }
        }

        return kinds;
    }

    public static void AddTo(SdpMedia media, byte payloadType, RtcpFeedbackKinds kinds)
    {
        foreach (var (kind, text) in Known)
        {
            if (kinds.HasFlag(kind)) media.Feedback.Add(new SdpRtcpFeedback(payloadType, text));
        }
    }
}
