using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>W3: one sender at a fixed rate.</summary>
internal static class SteadyStream
{
    private const int PayloadBytes = 1200;

    public static async Task RunAsync(int packetsPerSecond, TimeSpan duration)
    {
        await using var factories = new PeerFactories();
        await using var pair = await PeerPair.ConnectAsync(factories);
        var (sink, payload) = (new CountingSink(), new byte[PayloadBytes]);
        pair.VideoReceiver.SetPacketSink(sink);
        await Pacer.RunAsync(packetsPerSecond, TimeSpan.FromSeconds(2), Send); // warm-up

        await Task.Delay(200);
        var before = sink.Packets;
        var meter = new CpuMeter();
        var sent = await Pacer.RunAsync(packetsPerSecond, duration, Send);
        var cpu = meter.CpuPercent;
        await Task.Delay(200);
        var received = sink.Packets - before;

        Console.WriteLine($"W3: {cpu:F1} % CPU at {sent / duration.TotalSeconds:N0} packets/s, loss {100.0 * (sent - received) / sent:F2} %");

        void Send(long number) => pair.VideoSender.SendPacket(new RtpPacketToSend { Timestamp = (uint)number * 18, Payload = payload });
    }
}
