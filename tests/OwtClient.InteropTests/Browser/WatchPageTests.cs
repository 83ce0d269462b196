using OwtClient.IntegrationTests;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.InteropTests.Browser;

/// <summary>The server's watch page in Chromium.</summary>
public class WatchPageTests
{
    [Fact]
    public async Task DotNetPublication_IsDecodedByThePage_UntilItEnds()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var engine = TestEngine.Create();
        await using var pump = new ClipPump();
        await using var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = engine });
        await client.JoinAsync(server.CreateToken(null, "Clip"), TestContext.Current.CancellationToken);
        var publication = await client.PublishAsync(pump.Stream, cancellationToken: TestContext.Current.CancellationToken);
        await using var browser = await ChromiumBrowser.StartAsync();

        var page = await browser.OpenAsync(new Uri(server.Url, "/watch?user=Grace"));
        await page.WaitForMediaAsync(publication.Id);
        await page.WaitForAsync("() => document.querySelector('.tile .figures')?.textContent.includes('640×360')");
        await page.KeepScreenshotAsync("watch-page-clip");
        await publication.DisposeAsync();
        await page.WaitForAsync("() => document.querySelectorAll('.tile').length === 0");

        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task PagesPublication_IsReceivedByTheDotNetClient()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var engine = TestEngine.Create();
        await using var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = engine });
        var added = new TaskCompletionSource<RemoteStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StreamAdded += (_, e) => added.TrySetResult(e.Stream);
        await client.JoinAsync(server.CreateToken(null, "Recorder"), TestContext.Current.CancellationToken);
        await using var browser = await ChromiumBrowser.StartAsync();

        var page = await browser.OpenAsync(new Uri(server.Url, "/watch?user=Ada&publish=1"));
        var stream = await added.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await using var subscription = await client.SubscribeAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        var video = TakeAsync(subscription.Video!, 60);
        var audio = TakeAsync(subscription.Audio!, 100);

        Assert.All(await audio, frame => Assert.Equal(MediaCodec.Opus, frame.Codec));
        var pictures = await video;
        Assert.True(pictures[0].IsKeyFrame);
        Assert.All(pictures, frame => Assert.Equal(0, frame.Lost));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task PageThatPublishes_IsSeenAndHeardByAnotherPage()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var browser = await ChromiumBrowser.StartAsync();

        var publisher = await browser.OpenAsync(new Uri(server.Url, "/watch?user=Ada&publish=1"));
        await publisher.WaitForAsync("() => document.querySelectorAll('.tile').length === 1");
        var viewer = await browser.OpenAsync(new Uri(server.Url, "/watch?user=Grace"));
        await viewer.WaitForMediaAsync();
        await viewer.WaitForAsync("() => document.querySelector('.tile .figures')?.textContent.includes('fps')");
        await viewer.Page.FillAsync("#text", "Hello Ada");
        await viewer.Page.ClickAsync("#chat button");
        await publisher.WaitForAsync("() => document.querySelector('#messages').textContent.includes('Hello Ada')");
        await viewer.KeepScreenshotAsync("watch-page");

        await publisher.Page.ClickAsync("#publish");
        await viewer.WaitForAsync("() => document.querySelectorAll('.tile').length === 0");
        await publisher.Page.CloseAsync();
        await viewer.WaitForAsync("() => document.querySelector('#people-count').textContent === '1'");
        Assert.Empty(viewer.Errors);
        Assert.Empty(publisher.Errors);
    }

    private static async Task<List<(MediaCodec Codec, bool IsKeyFrame, int Lost)>> TakeAsync(RemoteTrack track, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        var taken = new List<(MediaCodec, bool, int)>();
        await foreach (var frame in track.ReadFramesAsync(limit.Token))
        {
            using (frame) taken.Add((frame.Codec, frame.IsKeyFrame, frame.FramesLostBefore));
            if (taken.Count == count) break;
        }

        return taken;
    }
}
