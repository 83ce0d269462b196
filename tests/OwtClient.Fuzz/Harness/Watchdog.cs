namespace OwtClient.Fuzz.Harness;

/// <summary>Ends the process when one input takes too long: nothing else stops an endless loop, and a run that hangs says nothing.</summary>
internal sealed class Watchdog : IDisposable
{
    // Far beyond what any input needs, also on a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Timer _timer;
    private readonly Func<string> _describe;

    /// <param name="describe">Tells what is being worked on.</param>
    public Watchdog(Func<string> describe)
    {
        _describe = describe;
        _timer = new Timer(_ => Environment.FailFast($"An input takes more than {Limit}: {_describe()}"));
    }

    /// <summary>The next input begins.</summary>
    public void Restart() => _timer.Change(Limit, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
