using OwtClient.Conference;
using OwtClient.Server;
using OwtClient.Streams;

namespace QuickStart;

/// <summary>The whole story: a server, a publisher, a subscriber, some talk, and the reckoning.</summary>
internal static class Conference
{
    public static async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: cancellationToken);
        Console.WriteLine($"conference server at {server.Url}");

        var (video, audio) = (new FrameLedger(), new FrameLedger());
        await using var publisher = new Publisher(video, audio);
        await using var subscriber = new Subscriber(video, audio);

        await publisher.StartAsync(await Tokens.GetAsync(server.Url, "publisher", cancellationToken), loop: false, cancellationToken);
        Console.WriteLine($"publisher joined and publishes the clip as {publisher.Publication!.Id}");

        await subscriber.StartAsync(await Tokens.GetAsync(server.Url, "subscriber", cancellationToken), cancellationToken);
        Console.WriteLine($"subscriber joined and receives {subscriber.Subscription!.Stream.Id}");

        await TalkAsync(publisher, subscriber, cancellationToken);
        await using (new StatusLine(subscriber.Subscription))
        {
            await publisher.ClipEnded.WaitAsync(cancellationToken);
            await WaitForTheLastFramesAsync(video, audio, cancellationToken);
        }

        await MuteAndUnmuteAsync(publisher, subscriber, cancellationToken);

        await subscriber.StopAsync();
        await subscriber.Client.LeaveAsync(cancellationToken);
        await publisher.Client.LeaveAsync(cancellationToken);
        return Summary.Of(publisher, subscriber, video, audio);
    }

    /// <summary>Each says something to the other.</summary>
    private static async Task TalkAsync(Publisher publisher, Subscriber subscriber, CancellationToken cancellationToken)
    {
        var greeting = NextMessage(subscriber.Client, cancellationToken);
        await publisher.Client.SendAsync("Can you see me?", subscriber.Client.Self!.Id, cancellationToken);
        Console.WriteLine($"publisher: {await greeting}");

        var reply = NextMessage(publisher.Client, cancellationToken);
        await subscriber.Client.SendAsync("Loud and clear.", publisher.Client.Self!.Id, cancellationToken);
        Console.WriteLine($"subscriber: {await reply}");
    }

    /// <summary>After the clip, so that muting costs no frame and every one can be accounted for.</summary>
    private static async Task MuteAndUnmuteAsync(Publisher publisher, Subscriber subscriber, CancellationToken cancellationToken)
    {
        await publisher.Publication!.MuteAsync(TrackKinds.Video, cancellationToken);
        await subscriber.WaitUntilMutedAsync(true, cancellationToken);
        await publisher.Publication.UnmuteAsync(TrackKinds.Video, cancellationToken);
        await subscriber.WaitUntilMutedAsync(false, cancellationToken);
        Console.WriteLine("publisher muted and unmuted its video, and the subscriber was told");
    }

    /// <summary>What was sent last is still on its way, and may be on its way a second time.</summary>
    private static async Task WaitForTheLastFramesAsync(FrameLedger video, FrameLedger audio, CancellationToken cancellationToken)
    {
        var clock = Clock.Start();
        while (clock.Milliseconds < 2000 && !(video.IsComplete && audio.IsComplete)) await Task.Delay(20, cancellationToken);
    }

    private static Task<string> NextMessage(OwtClient.ConferenceClient client, CancellationToken cancellationToken)
    {
        var message = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Take(object? sender, MessageReceivedEventArgs e)
        {
            client.MessageReceived -= Take;
            message.TrySetResult(e.Text);
        }

        client.MessageReceived += Take;
        return message.Task.WaitAsync(TimeSpan.FromSeconds(5), cancellationToken);
    }
}
