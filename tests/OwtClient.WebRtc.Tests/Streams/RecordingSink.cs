using OwtClient.WebRtc.Rtp;
using OwtClient.WebRtc.Streams;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Tests.Streams;

/// <summary>Writes down what a stream hands on: <c>5</c> a packet, <c>6..8</c> a gap, <c>!</c> a new beginning.</summary>
internal sealed class RecordingSink : IOrderedPacketSink, IPacketArrivalSink
{
    public List<string> Log { get; } = [];

    public string Text => string.Join(' ', Log);

    public void HandlePacket(in OrderedPacket packet)
    {
        var sequence = (ushort)packet.Sequence;
        Assert.False(packet.Payload.ContainsAnyExcept((byte)sequence));
        Log.Add($"{sequence}");
    }

    public void HandleGap(long first, int count)
    {
        Assert.True(count > 0);
        Log.Add($"{(ushort)first}..{(ushort)(first + count - 1)}");
    }

    public void HandleArrival(Instant now, in RtpPacketReader packet, long sequence)
    {
        Assert.Equal(packet.SequenceNumber, SequenceUnwrapper.Wrap(sequence));
        Log.Add($"{packet.SequenceNumber}");
    }

    public void HandleRestart() => Log.Add("!");
}
