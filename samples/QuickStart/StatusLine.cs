using System.Globalization;
using OwtClient;
using OwtClient.WebRtc;

namespace QuickStart;

/// <summary>One line, new each second: what the subscriber receives.</summary>
internal sealed class StatusLine : IAsyncDisposable
{
    private readonly Subscription _subscription;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _showing;

    public StatusLine(Subscription subscription)
    {
        _subscription = subscription;
        _showing = ShowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        if (!Console.IsOutputRedirected) Console.WriteLine();
    }

    private async Task ShowAsync()
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var before = await _subscription.GetStatsAsync(_stop.Token);
        while (await second.WaitForNextTickAsync(_stop.Token))
        {
            var now = await _subscription.GetStatsAsync(_stop.Token);
            var line = Describe(before, now);
            before = now;
            // On a terminal the line replaces the one before; elsewhere each is a line of its own.
            if (Console.IsOutputRedirected) Console.WriteLine(line);
            else Console.Write($"\r{line}   ");
        }
    }

    private static string Describe(PeerConnectionStats before, PeerConnectionStats now)
    {
        var seconds = (now.Timestamp - before.Timestamp).TotalSeconds;
        var fps = (Frames(now) - Frames(before)) / seconds;
        var kbit = (now.Inbound.Sum(s => s.BytesReceived) - before.Inbound.Sum(s => s.BytesReceived)) * 8 / 1000.0 / seconds;
        var lost = now.Inbound.Sum(s => s.PacketsLost);
        var rtt = now.Transport.CurrentRoundTripTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms") : "–";
        return string.Create(CultureInfo.InvariantCulture, $"receiving {fps,5:0.0} fps {kbit,7:0} kbit/s   lost {lost}   RTT {rtt}");
    }

    private static long Frames(PeerConnectionStats stats) => stats.Inbound.Where(s => s.Kind == MediaKind.Video).Sum(s => s.FramesReceived);
}
