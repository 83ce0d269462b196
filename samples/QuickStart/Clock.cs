using System.Diagnostics;

namespace QuickStart;

/// <summary>Measures how long something took.</summary>
internal readonly struct Clock
{
    private readonly long _startedAt;

    private Clock(long startedAt) => _startedAt = startedAt;

    public double Milliseconds => Math.Round(Stopwatch.GetElapsedTime(_startedAt).TotalMilliseconds, 1);

    public static Clock Start() => new(Stopwatch.GetTimestamp());
}
