using OwtClient.WebRtc.Rtcp;
using OwtClient.WebRtc.Rtp;

namespace OwtClient.SipSorcery.Engine;

/// <summary>What the peer says about the streams sent to it. Called on the thread that receives.</summary>
internal interface IFeedbackSink
{
    /// <summary>A key frame is wanted (RFC 4585 §6.3.1).</summary>
    void HandlePictureLoss(Ssrc media);

    /// <summary>A key frame is wanted (RFC 5104 §4.3.1); repetitions carry the same number.</summary>
    void HandleFullIntraRequest(Ssrc media, byte commandNumber);

    /// <summary>How a stream arrives (RFC 3550 §6.4.1).</summary>
    void HandleReport(in ReportBlock report);
}
