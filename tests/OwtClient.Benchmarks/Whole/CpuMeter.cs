using System.Diagnostics;

namespace OwtClient.Benchmarks.Whole;

/// <summary>What the process used since a moment: time on the clock, processor time, memory allocated.</summary>
internal sealed class CpuMeter
{
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly TimeSpan _cpuAtStart = Environment.CpuUsage.TotalTime;
    private readonly long _allocatedAtStart = GC.GetTotalAllocatedBytes(precise: true);

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_startedAt);

    /// <summary>User and system time of all threads.</summary>
    public TimeSpan Cpu => Environment.CpuUsage.TotalTime - _cpuAtStart;

    /// <summary>Share of one core, in percent.</summary>
    public double CpuPercent => 100 * Cpu / Elapsed;

    public long AllocatedBytes => GC.GetTotalAllocatedBytes(precise: true) - _allocatedAtStart;
}
