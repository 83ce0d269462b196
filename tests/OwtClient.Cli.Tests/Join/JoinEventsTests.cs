using OwtClient.Cli.Join;
using OwtClient.Cli.Join.Events;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Cli.Tests.Join;

/// <summary>What <c>owt join</c> tells of a conference that changes, and of trouble that it survives.</summary>
public class JoinEventsTests
{
    private static readonly string Clip = Path.Combine(AppContext.BaseDirectory, "clip.webm");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LayoutSpeakerAndMute_AreTold_AndTheMixedStreamIsNotReceivedAsWell()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        await using var run = Run.Start(Options(server));
        await run.Output.WaitForAsync<JoinedEvent>();
        await using var bob = new ConferenceClient();
        var info = await bob.JoinAsync(server.CreateToken(null, "bob"), Token);
        var (mixed, voice) = ($"{info.RoomId}-common", new LocalAudioTrack());
        await using var publication = await bob.PublishAsync(new LocalStream(voice, new LocalVideoTrack()), cancellationToken: Token);

        var layout = await run.Output.WaitForAsync<LayoutEvent>();
        Assert.Equal(mixed, layout.Stream);
        Assert.Equal([new ShownRegion("1", publication.Id)], layout.Regions);
        voice.SendFrame(new EncodedFrame(MediaCodec.Opus, new byte[] { 0x78, 1 }, TimeSpan.Zero) { AudioLevel = 5 });
        Assert.Equal(new ActiveInputEvent(mixed, publication.Id), Timeless(await run.Output.WaitForAsync<ActiveInputEvent>()));
        await publication.MuteAsync(TrackKinds.Video, Token);
        Assert.Equal(new MuteEvent(publication.Id, "video", true), Timeless(await run.Output.WaitForAsync<MuteEvent>()));
        await publication.UnmuteAsync(TrackKinds.Video, Token);
        await run.Output.WaitForAsync<MuteEvent>(e => !e.Muted);

        Assert.Equal(publication.Id, (await run.Output.WaitForAsync<SubscribedEvent>()).Stream);
        await run.StopAsync();
        Assert.Equal(publication.Id, Assert.Single(Assert.IsType<SummaryEvent>(run.Output.Events[^1]).Subscriptions).Stream);
    }

    [Fact]
    public async Task LostConnection_IsToldAndResumed()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        await using var run = Run.Start(Options(server));
        var joined = await run.Output.WaitForAsync<JoinedEvent>();

        Assert.Equal(1, server.Faults.DropSockets());

        await run.Output.WaitForAsync<ReconnectingEvent>();
        var back = await run.Output.WaitForAsync<ReconnectedEvent>();
        Assert.Equal(("resumed", joined.Id, 0), (back.How, back.Id, back.LostNotifications));
        await run.StopAsync();
    }

    /// <summary>With <c>--server</c> there is always another token.</summary>
    [Fact]
    public async Task LostPlace_IsReplacedByANewOne_AndThePublicationComesBack()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        await using var run = Run.Start(Options(server) with { PublishFile = Clip, Loop = true, Subscribe = SubscribeChoice.None });
        var joined = await run.Output.WaitForAsync<JoinedEvent>();
        var published = await run.Output.WaitForAsync<PublishedEvent>();

        server.Faults.ExpireTickets();
        server.Faults.DropSockets();

        var back = await run.Output.WaitForAsync<ReconnectedEvent>();
        Assert.Equal("rejoined", back.How);
        Assert.NotEqual(joined.Id, back.Id);
        Assert.Equal(published.Id, (await run.Output.WaitForAsync<InterruptedEvent>()).Stream);
        var restored = await run.Output.WaitForAsync<RestoredEvent>();
        Assert.Equal(published.Id, restored.OldId);
        Assert.NotEqual(restored.OldId, restored.Id);
        await run.Output.WaitForAsync<StatsEvent>(e => e.Streams.Any(rate => rate.Id == restored.Id && rate.Fps > 5));
        await run.StopAsync();
        Assert.Equal(restored.Id, Assert.Single(Assert.IsType<SummaryEvent>(run.Output.Events[^1]).Publications).Id);
    }

    [Fact]
    public async Task LostPlace_WithAGivenToken_EndsTheRunWithTheReason()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        var options = new JoinOptions { Token = server.CreateToken(null, "alice"), User = "", Role = "" };
        await using var run = Run.Start(options);
        await run.Output.WaitForAsync<JoinedEvent>();

        server.Faults.ExpireTickets();
        server.Faults.DropSockets();

        var failure = await Assert.ThrowsAsync<CommandFailedException>(() => run.Task);
        Assert.Contains("did not give the place back", failure.Message, StringComparison.Ordinal);
        Assert.IsType<SummaryEvent>(run.Output.Events[^1]);
    }

    [Fact]
    public async Task SubscriptionWhoseNodeCrashes_IsInterruptedAndRestored()
    {
        await using var server = await ConferenceServer.StartAsync(cancellationToken: Token);
        await using var publisher = Run.Start(Options(server) with { PublishFile = Clip, Loop = true, Subscribe = SubscribeChoice.None });
        await publisher.Output.WaitForAsync<PublishedEvent>();
        await using var run = Run.Start(Options(server));
        var subscribed = await run.Output.WaitForAsync<SubscribedEvent>();

        Assert.Equal(1, server.Faults.CrashNode(subscribed.Id));

        var interrupted = await run.Output.WaitForAsync<InterruptedEvent>();
        Assert.Equal((subscribed.Id, subscribed.Stream), (interrupted.Id, interrupted.Stream));
        var restored = await run.Output.WaitForAsync<RestoredEvent>();
        Assert.Equal((subscribed.Id, subscribed.Stream), (restored.OldId, restored.Stream));
        await run.StopAsync();
        await publisher.StopAsync();
    }

    private static JoinOptions Options(ConferenceServer server) => new() { Server = server.Url, User = "alice", Role = "presenter" };

    private static JoinEvent Timeless(JoinEvent joinEvent) => joinEvent with { Time = default };

    /// <summary>A run under way.</summary>
    private sealed class Run : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(Token);

        private Run(JoinOptions options) => Task = new JoinRun(options, Output, TimeProvider.System).RunAsync(_stop.Token);

        public RecordingOutput Output { get; } = new();

        public Task Task { get; }

        public static Run Start(JoinOptions options) => new(options);

        /// <summary>Ends it as Ctrl-C does; fails as it does.</summary>
        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Task;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
            Output.Dispose();
        }
    }
}
