using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>One received stream of a section: the only one, or a simulcast layer.</summary>
internal sealed class ReceiveLayer(ReceiveTrack track, ReceiveStream stream, FrameReader reader, ArrivalSlot arrivals) : IPacketArrivalSink
{
    public ReceiveTrack Track { get; } = track;

    public ReceiveStream Stream { get; } = stream;

    public FrameReader Reader { get; } = reader;

    public string? Rid => Stream.Options.Rid;

    /// <summary>Puts packets in order and into frames, or only notes them for the track's packet sink.</summary>
    public void Assemble(bool frames)
    {
        Stream.OrderedSink = frames ? Reader : null;
        Stream.ArrivalSink = frames ? null : this;
    }

    void IPacketArrivalSink.HandleArrival(Instant now, in RtpPacketReader packet, long sequence) => arrivals.Layer = this;

    void IPacketArrivalSink.HandleRestart()
    {
        // The sink sees the new source or numbers in the packets themselves.
    }
}
