using System.Diagnostics;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Tests that count what the whole process has, and so run when no other test does.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>Joins and leaves, of new clients each time, in a process that also runs the server: 1,000 in the long run, else 100.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class LeakTests
{
    private const double HeapTolerance = 0.05;
    private const int WarmUpRounds = 500; // until pools and caches are full

    private static readonly int Rounds = Soak.IsOn ? 1000 : 100;

    [Fact]
    public async Task JoinsAndLeaves_LeaveNothingBehind()
    {
        await using var conference = await StartAsync();
        for (var i = 0; i < WarmUpRounds; i++) await JoinAndLeaveAsync(conference, i);
        var before = await Belongings.CountAsync(null);
        var clients = new List<WeakReference>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Rounds; i++) clients.Add(await JoinAndLeaveAsync(conference, i));
        var took = clock.Elapsed;
        var after = await Belongings.CountAsync(before);

        TestContext.Current.SendDiagnosticMessage(
            "{0} joins and leaves in {1:0.0} s: {2} before, {3} after", Rounds, took.TotalSeconds, before, after);
        Assert.Equal(0, clients.Count(client => client.IsAlive));
        Assert.InRange(after.Sockets, 0, before.Sockets);
        Assert.InRange(after.Timers, 0, before.Timers);
        Assert.InRange(after.OwnThreads, 0, before.OwnThreads);
        Assert.InRange(after.HeapBytes, 0, before.HeapBytes * (1 + HeapTolerance));
    }

    /// <summary>Every fifth client also publishes, hears itself and says something.</summary>
    private static async Task<WeakReference> JoinAndLeaveAsync(SurvivalConference conference, int round)
    {
        await using var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = conference.Engine });
        await client.JoinAsync(conference.NewToken("ada"), Stop);
        if (round % 5 == 0)
        {
            var camera = new LocalVideoTrack();
            var publication = await client.PublishAsync(new LocalStream(camera), cancellationToken: Stop);
            var subscription = await client.SubscribeAsync(await FindAsync(client, publication.Id), cancellationToken: Stop);
            await using var pump = new FramePump(camera);
            await using var reader = new FrameReader(subscription.Video!);
            await reader.WaitForAsync(0);
            await client.SendAsync("hello", cancellationToken: Stop);
        }

        await client.LeaveAsync(Stop);
        await conference.WhenRoomAsync(room => room.Participants.Count == 0 && room.Sessions.Count == 0);
        return new WeakReference(client);
    }

    /// <summary>What a process has.</summary>
    private sealed record Belongings(int Sockets, long Timers, int OwnThreads, long HeapBytes)
    {
        /// <summary>
        /// Counts until nothing has become less for two seconds, since the other end of a socket closes later; then, for a while, as long as
        /// there is more than before.
        /// </summary>
        public static async Task<Belongings> CountAsync(Belongings? before)
        {
            using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(250)); // there in both counts
            var least = Count();
            for (var (quiet, all) = (0, 0); quiet < 8 || (all < 40 && before is not null && least.IsMoreThan(before)); quiet++, all++)
            {
                await ticks.WaitForNextTickAsync(Stop);
                var now = Count();
                if (least.IsMoreThan(now)) quiet = 0;
                least = least.Least(now);
            }

            return least;
        }

        private bool IsMoreThan(Belongings other) => Sockets > other.Sockets || Timers > other.Timers || OwnThreads > other.OwnThreads
            || HeapBytes > other.HeapBytes * (1 + HeapTolerance);

        private Belongings Least(Belongings other) => new(
            Math.Min(Sockets, other.Sockets),
            Math.Min(Timers, other.Timers),
            Math.Min(OwnThreads, other.OwnThreads),
            Math.Min(HeapBytes, other.HeapBytes));

        public override string ToString() => $"{Sockets} sockets, {Timers} timers, {OwnThreads} own threads, {HeapBytes / 1024} KiB";

        private static Belongings Count()
        {
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
            using var process = Process.GetCurrentProcess();
            var threads = process.Threads.Count - ThreadPool.ThreadCount;
            return new Belongings(CountSockets(), Timer.ActiveCount, threads, heap.HeapSizeBytes - heap.FragmentedBytes);
        }

        /// <summary>Counted where the system lists them; elsewhere none, so that nothing is asserted.</summary>
        private static int CountSockets() => OperatingSystem.IsLinux()
            ? Directory.GetFiles("/proc/self/fd").Count(path => IsSocket(path))
            : 0;

        private static bool IsSocket(string path)
        {
            try
            {
                return File.ResolveLinkTarget(path, false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true;
            }
            catch (IOException)
            {
                return false; // closed meanwhile
            }
        }
    }
}
