namespace OwtClient.Benchmarks.Whole;

/// <summary>W4: what pairs cost that are connected and silent.</summary>
internal static class IdlePairs
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10); // until the compiler has done what connecting gave it to do
    private static readonly TimeSpan Observed = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(int pairs)
    {
        await using var factories = new PeerFactories();
        var warm = await factories.ConnectAsync(5);
        foreach (var pair in warm) await pair.DisposeAsync();
        var before = Resident();
        var connected = await factories.ConnectAsync(pairs);
        await Task.Delay(1000);
        var perPair = (Resident() - before) / 1024.0 / pairs;

        await Task.Delay(Settling);
        var meter = new CpuMeter();
        await Task.Delay(Observed);
        var cpu = meter.CpuPercent;

        Console.WriteLine($"W4: {perPair:F0} KB per pair, {cpu:F1} % CPU for {pairs} idle pairs");
        foreach (var pair in connected) await pair.DisposeAsync();
    }

    /// <summary>Resident memory in bytes, garbage gone as far as it will go.</summary>
    private static long Resident()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }
}
