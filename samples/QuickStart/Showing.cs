using OwtClient.Server;

namespace QuickStart;

/// <summary><c>--watch</c>: the clip in a loop, and a page to watch it, until interrupted.</summary>
internal static class Showing
{
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: cancellationToken);
        await using var publisher = new Publisher(new FrameLedger(), new FrameLedger());
        await publisher.StartAsync(await Tokens.GetAsync(server.Url, "publisher", cancellationToken), loop: true, cancellationToken);
        Console.WriteLine($"open {new Uri(server.Url, "/watch")} in a browser on this machine; Ctrl-C ends");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
