namespace OwtClient.Benchmarks.Whole;

/// <summary>W1: how long connecting takes, and what it costs.</summary>
internal static class ConnectionTime
{
    private const int Pairs = 40;
    private const int WarmUps = 20;

    public static async Task RunAsync()
    {
        await using var factories = new PeerFactories();
        var first = await MeasureAsync(factories);
        for (var i = 0; i < WarmUps; i++) await MeasureAsync(factories);

        var times = new List<double>();
        var meter = new CpuMeter();
        for (var i = 0; i < Pairs; i++) times.Add(await MeasureAsync(factories));
        var cpu = meter.Cpu / Pairs;

        times.Sort();
        Console.WriteLine($"W1: median {times[Pairs / 2]:F1} ms, 90 % {times[Pairs * 9 / 10]:F1} ms, longest {times[^1]:F1} ms, first {first:F0} ms; CPU {cpu.TotalMilliseconds:F1} ms per pair");
    }

    private static async Task<double> MeasureAsync(PeerFactories factories)
    {
        await using var pair = await PeerPair.ConnectAsync(factories);
        return pair.ConnectTime.TotalMilliseconds;
    }
}
