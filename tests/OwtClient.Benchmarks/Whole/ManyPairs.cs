using OwtClient.WebRtc;

namespace OwtClient.Benchmarks.Whole;

/// <summary>W5: many pairs with a voice each.</summary>
internal static class ManyPairs
{
    private const int PacketsPerSecond = 50;
    private const int PayloadBytes = 160;

    public static async Task RunAsync(int pairs, TimeSpan duration)
    {
        await using var factories = new PeerFactories();
        var connected = await factories.ConnectAsync(pairs);
        var (sink, payload) = (new CountingSink(), new byte[PayloadBytes]);
        foreach (var pair in connected) pair.AudioReceiver.SetPacketSink(sink);
        await Pacer.RunAsync(PacketsPerSecond * pairs, TimeSpan.FromSeconds(2), Send); // warm-up

        await Task.Delay(200);
        var before = sink.Packets;
        var meter = new CpuMeter();
        var sent = await Pacer.RunAsync(PacketsPerSecond * pairs, duration, Send);
        var cpu = meter.CpuPercent;
        await Task.Delay(200);
        var received = sink.Packets - before;

        Console.WriteLine($"W5: {cpu:F1} % CPU for {pairs} pairs, loss {100.0 * (sent - received) / sent:F2} %");
        foreach (var pair in connected) await pair.DisposeAsync();

        void Send(long number) => connected[(int)(number % pairs)].AudioSender.SendPacket(
            new RtpPacketToSend { Timestamp = (uint)(number / pairs) * 960, Payload = payload });
    }
}
