using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>W2: one sender as fast as it can.</summary>
internal static class Flood
{
    private const int PayloadBytes = 1200;

    public static async Task RunAsync(TimeSpan duration)
    {
        await using var factories = new PeerFactories();
        await using var pair = await PeerPair.ConnectAsync(factories);
        var sink = new CountingSink();
        pair.VideoReceiver.SetPacketSink(sink);
        Send(pair.VideoSender, TimeSpan.FromSeconds(1)); // warm-up
        await Task.Delay(200);

        var before = sink.Packets;
        var meter = new CpuMeter();
        var sent = Send(pair.VideoSender, duration);
        var (cpu, elapsed, allocated) = (meter.Cpu, meter.Elapsed, meter.AllocatedBytes);
        await Task.Delay(200); // the last ones are still in the socket
        var received = sink.Packets - before;

        Console.WriteLine(
            $"W2: {received / elapsed.TotalSeconds:N0} packets/s received, loss {100.0 * (sent - received) / sent:F2} %, " +
            $"{cpu.TotalMicroseconds / received:F1} µs CPU and {(double)allocated / received:F2} bytes allocated per packet");
    }

    private static long Send(RtpSender sender, TimeSpan duration)
    {
        var payload = new byte[PayloadBytes];
        var meter = new CpuMeter();
        long sent = 0;
        while (sent % 256 != 0 || meter.Elapsed < duration)
        {
            if (sender.SendPacket(new RtpPacketToSend { Timestamp = (uint)sent * 90, Payload = payload })) sent++;
        }

        return sent;
    }
}
