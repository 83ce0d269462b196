using System.Diagnostics;

namespace OwtClient.Benchmarks.Whole;

/// <summary>Calls at an even rate from one thread that sleeps about a millisecond in between.</summary>
internal static class Pacer
{
    public static Task<long> RunAsync(double perSecond, TimeSpan duration, Action<long> call) => Task.Factory.StartNew(
        () =>
        {
            var started = Stopwatch.GetTimestamp();
            long done = 0;
            while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
            {
                for (var due = (long)(elapsed.TotalSeconds * perSecond); done < due; done++) call(done);
                Thread.Sleep(1);
            }

            return done;
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
