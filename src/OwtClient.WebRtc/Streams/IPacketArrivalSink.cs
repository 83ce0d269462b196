using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Streams;

/// <summary>Takes the packets of one stream as they arrive, each once, in the network's order: what a forwarder is fed from.</summary>
internal interface IPacketArrivalSink
{
    /// <summary>A packet that was not received before.</summary>
    /// <param name="now">When it was received.</param>
    /// <param name="packet">Valid for the length of the call.</param>
    /// <param name="sequence">Sequence number with its wraps undone; begins anew after <see cref="HandleRestart"/>.</param>
    void HandleArrival(Instant now, in RtpPacketReader packet, long sequence);

    /// <summary>The source began anew (other SSRC, or a jump of its sequence numbers).</summary>
    void HandleRestart();
}
