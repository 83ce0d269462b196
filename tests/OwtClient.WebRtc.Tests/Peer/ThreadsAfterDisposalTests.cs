namespace OwtClient.WebRtc.Tests.Peer;

/// <summary>Counts the process's threads by name, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(ThreadsAfterDisposalTests), DisableParallelization = true)]
public class ThreadsAfterDisposalCollection;

[Collection(nameof(ThreadsAfterDisposalTests))]
public class ThreadsAfterDisposalTests
{
    [Fact]
    public async Task DisposedFactories_LeaveNoThread()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Threads are counted by their names in /proc.");
        var before = Count();
        var pair = new ConnectedPair();
        pair.Offerer.AddTransceiver(MediaKind.Audio);
        await pair.NegotiateAsync();
        await pair.ConnectedAsync();
        Assert.True(Count() > before);
        await pair.DisposeAsync();

        // A thread that was joined is still listed until the system has buried it; one that was left behind is listed for ever.
        Assert.True(SpinWait.SpinUntil(() => Count() == before, TimeSpan.FromSeconds(10)));
    }

    private static int Count() => Directory.EnumerateDirectories("/proc/self/task").Count(task =>
    {
        try
        {
            var name = File.ReadAllText(Path.Combine(task, "comm"));
            return name.StartsWith("OwtClient", StringComparison.Ordinal) || name.StartsWith("DTLS", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // the thread ended meanwhile
        }
    });
}
