using System.Diagnostics;
using System.Net;
using OwtClient.SipSorcery;
using OwtClient.WebRtc;

namespace SipSorceryEngine.Comparison;

/// <summary>Measures both engines in one process, in turn: what docs/engines.md quotes.</summary>
internal static class EngineComparison
{
    private const int Rounds = 7; // the first one is warm-up
    private const int Connections = 5;
    private const int Packets = 10_000;
    private const int LossyFrames = 1_000;
    private static readonly double[] LossShares = [0.01, 0.05];

    public static async Task<int> RunAsync()
    {
        await using var managed = new PeerConnectionFactory(new PeerConnectionFactoryOptions { LoopbackOnly = true });
        await using var sipSorcery = new SipSorceryPeerConnectionFactory(new SipSorceryOptions { BindAddress = IPAddress.Loopback });
        Figures[] engines = [new("managed", managed), new("SIPSorcery", sipSorcery)];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var engine in engines)
            {
                for (var i = 0; i < Connections; i++) engine.Connect.Add(await MeasureConnectAsync(engine.Factory));
                var (microseconds, bytes) = await MeasurePacketsAsync(engine.Factory);
                engine.Processor.Add(microseconds);
                engine.Garbage.Add(bytes);
                if (round == 0) engine.Clear();
            }
        }

        foreach (var engine in engines) await PrintAsync(engine);
        return 0;
    }

    private static async Task PrintAsync(Figures engine)
    {
        Console.WriteLine($"{engine.Name}:");
        Console.WriteLine($"  connected after {Figures.Show(engine.Connect)} ms");
        Console.WriteLine($"  {Figures.Show(engine.Processor)} µs of processor per packet, both ends");
        Console.WriteLine($"  {Figures.Show(engine.Garbage)} bytes of garbage per packet, both ends");
        foreach (var share in LossShares)
        {
            var (whole, repaired) = await MeasureLossAsync(engine.Factory, share);
            Console.WriteLine(
                $"  {share:P0} of the datagrams lost: {whole} of {LossyFrames} pictures whole, {repaired} packets sent again");
        }
    }

    private static async Task<double> MeasureConnectAsync(IPeerConnectionFactory factory)
    {
        await using var link = new Link(factory, null);
        var clock = Stopwatch.StartNew();
        await link.ConnectAsync();
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Pictures of one packet each, 1000 bytes, 4000 a second.</summary>
    private static async Task<(double Microseconds, double Bytes)> MeasurePacketsAsync(IPeerConnectionFactory factory)
    {
        await using var link = new Link(factory, null);
        await link.ConnectAsync();
        await link.SendAsync(1000, 1000, perMillisecond: 4);
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (processor, garbage, before) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), link.Received);
        await link.SendAsync(Packets, 1000, perMillisecond: 4);
        process.Refresh();
        if (link.Received - before < Packets) Console.WriteLine($"  only {link.Received - before} of {Packets} arrived");
        var microseconds = (process.TotalProcessorTime - processor).TotalMicroseconds / Packets;
        return (microseconds, (GC.GetTotalAllocatedBytes(precise: true) - garbage) / (double)Packets);
    }

    /// <summary>Pictures of three packets each, 200 a second, through a relay that loses some.</summary>
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
