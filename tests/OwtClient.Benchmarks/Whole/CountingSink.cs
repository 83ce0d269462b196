using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>Counts received packets; may serve many receivers.</summary>
internal sealed class CountingSink : IRtpPacketSink
{
    private long _packets;

    public long Packets => Volatile.Read(ref _packets);

    public void HandlePacket(in ReceivedRtpPacket packet) => Interlocked.Increment(ref _packets);
}
