using System.Diagnostics;
using System.Net;
using OwtClient.SipSorcery;
using OwtClient.WebRtc;

namespace SipSorceryEngine.Comparison;

/// <summary>Measures both engines in one process, one after the other: what docs/engines.md quotes.</summary>
internal static class EngineComparison
{
    private const int Connections = 15;
    private const int Packets = 20_000;
    private const int LossyFrames = 1_000;
    private static readonly double[] LossShares = [0, 0.01, 0.05];

    public static async Task<int> RunAsync()
    {
        foreach (var round in (string[])["warm-up", "measured"])
        {
            Console.WriteLine($"{round}:");
            await MeasureAsync("managed", () => new PeerConnectionFactory(new PeerConnectionFactoryOptions { LoopbackOnly = true }));
            await MeasureAsync("SIPSorcery", () => new SipSorceryPeerConnectionFactory(new SipSorceryOptions { BindAddress = IPAddress.Loopback }));
        }

        return 0;
    }

    private static async Task MeasureAsync(string name, Func<IPeerConnectionFactory> create)
    {
        await using var factory = create();
        Console.WriteLine($"  {name}: connected after {await MeasureConnectAsync(factory):0} ms (median of {Connections})");
        var (received, microseconds, bytes) = await MeasurePacketsAsync(factory);
        Console.WriteLine($"  {name}: {microseconds:0.0} µs of processor and {bytes:0} bytes of garbage per packet, both ends; {received} of {Packets} arrived");
        foreach (var share in LossShares)
        {
            var (whole, repaired) = await MeasureLossAsync(factory, share);
            Console.WriteLine($"  {name}: {share:P0} of the datagrams lost: {whole} of {LossyFrames} pictures whole, {repaired} packets sent again");
        }
    }

    private static async Task<double> MeasureConnectAsync(IPeerConnectionFactory factory)
    {
        var times = new List<double>();
        for (var i = 0; i < Connections; i++)
        {
            await using var link = new Link(factory, null);
            var clock = Stopwatch.StartNew();
            await link.ConnectAsync();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[Connections / 2];
    }

    /// <summary>Pictures of one packet each, 1000 bytes, 2000 a second.</summary>
    private static async Task<(int Received, double Microseconds, double Bytes)> MeasurePacketsAsync(IPeerConnectionFactory factory)
    {
        await using var link = new Link(factory, null);
        await link.ConnectAsync();
        await link.SendAsync(1000, 1000, perMillisecond: 2); // compilers settle
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (processor, garbage, before) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), link.Received);
        await link.SendAsync(Packets, 1000, perMillisecond: 2);
        process.Refresh();
        var received = link.Received - before;
        var microseconds = (process.TotalProcessorTime - processor).TotalMicroseconds / Packets;
        return (received, microseconds, (GC.GetTotalAllocatedBytes(precise: true) - garbage) / (double)Packets);
    }

    /// <summary>Pictures of three packets each, 50 a second at four times the speed, through a relay that loses some.</summary>
    private static async Task<(int Whole, long Repaired)> MeasureLossAsync(IPeerConnectionFactory factory, double share)
    {
        using var relay = new LossyRelay(share);
        await using var link = new Link(factory, relay);
        await link.ConnectAsync();
        relay.Loses = true;
        await link.SendAsync(LossyFrames, 3000, perMillisecond: 0.2);
        relay.Loses = false;
        return (link.Received, await link.GetRepairedAsync());
    }
}
