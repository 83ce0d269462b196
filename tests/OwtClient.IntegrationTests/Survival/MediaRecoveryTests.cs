using System.Diagnostics;
using OwtClient.Streams;
using static OwtClient.IntegrationTests.Survival.SurvivalConference;

namespace OwtClient.IntegrationTests.Survival;

/// <summary>Media is lost and comes back behind the same objects, to the same reader.</summary>
public sealed class MediaRecoveryTests
{
    private static readonly TimeSpan DetectionLimit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(3);

    /// <summary>The transports of a publication and of a subscription to another one die at the same moment.</summary>
    [Fact]
    public async Task KilledTransports_AreNoticed_AndMediaFlowsAgain()
    {
        await using var scene = await Scene.StartAsync();
        var clock = Stopwatch.StartNew();
        var interrupted = WhenBoth<SessionInterruptedEventArgs>(
            h => scene.Published.Interrupted += h, h => scene.Subscribed.Interrupted += h, clock);
        var restored = scene.WhenBothRestoredAsync();
        foreach (var id in scene.OldIds) Assert.True(scene.Conference.Server.Faults.KillTransport(id));

        var detectedAfter = await interrupted;
        await restored;
        await scene.Reader.WaitForAsync(scene.PumpToSubscribed.Pushed);
        var readAgainAfter = clock.Elapsed;
        await using var other = await scene.FollowPublishedAsync();
        var sentAgainAfter = clock.Elapsed;
        TestContext.Current.SendDiagnosticMessage(
            "detected after {0:0.0} and {1:0.0} s, received again after {2:0.0} s, sent again after {3:0.0} s",
            detectedAfter[0].TotalSeconds, detectedAfter[1].TotalSeconds, readAgainAfter.TotalSeconds, sentAgainAfter.TotalSeconds);

        await scene.AssertRestoredAsync();
        if (!Soak.IsOn) return;
        Assert.All(detectedAfter, after => Assert.InRange(after, TimeSpan.Zero, DetectionLimit));
        Assert.InRange(sentAgainAfter - detectedAfter[0], TimeSpan.Zero, RecoveryLimit);
        Assert.InRange(readAgainAfter - detectedAfter[1], TimeSpan.Zero, RecoveryLimit);
    }

    [Fact]
    public async Task CrashedNode_GetsOthers()
    {
        await using var scene = await Scene.StartAsync();
        var restored = scene.WhenBothRestoredAsync();
        Assert.Equal(2, scene.Conference.Server.Faults.CrashNode(scene.OldIds));
        await restored;
        await scene.Reader.WaitForAsync(scene.PumpToSubscribed.Pushed);
        await using var other = await scene.FollowPublishedAsync();
        await scene.AssertRestoredAsync();
    }

    private static Task<TimeSpan[]> WhenBoth<T>(Action<EventHandler<T>> first, Action<EventHandler<T>> second, Stopwatch clock)
    {
        return Task.WhenAll(AtAsync(first), AtAsync(second));

        async Task<TimeSpan> AtAsync(Action<EventHandler<T>> subscribe)
        {
            await NextAsync(subscribe);
            return clock.Elapsed;
        }
    }

    /// <summary>Ada publishes one stream and receives another one, of Bob's.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly List<IAsyncDisposable> _owned = [];
        private EventLog[] _logs = [];

        public SurvivalConference Conference { get; private init; } = null!;

        public ConferenceClient Bob { get; private init; } = null!;

        public Publication Published { get; private init; } = null!;

        public Publication Source { get; private init; } = null!;

        public Subscription Subscribed { get; private init; } = null!;

        public FramePump PumpToSubscribed { get; private init; } = null!;

        public FramePump PumpOfPublished { get; private init; } = null!;

        public FrameReader Reader { get; private init; } = null!;

        public string[] OldIds { get; private init; } = [];

        public static async Task<Scene> StartAsync()
        {
            var conference = await SurvivalConference.StartAsync();
            var (ada, bob) = (await conference.JoinAsync("ada"), await conference.JoinAsync("bob"));
            var (cameraOfAda, cameraOfBob) = (new LocalVideoTrack(), new LocalVideoTrack());
            var published = await ada.PublishAsync(new LocalStream(cameraOfAda), cancellationToken: Stop);
            var source = await bob.PublishAsync(new LocalStream(cameraOfBob), cancellationToken: Stop);
            var subscribed = await ada.SubscribeAsync(await FindAsync(ada, source.Id), cancellationToken: Stop);
            var scene = new Scene
            {
                Conference = conference,
                Bob = bob,
                Published = published,
                Source = source,
                Subscribed = subscribed,
                PumpToSubscribed = new FramePump(cameraOfBob),
                PumpOfPublished = new FramePump(cameraOfAda),
                Reader = new FrameReader(subscribed.Video!),
                OldIds = [published.Id, subscribed.Id],
                _logs = [new EventLog(published), new EventLog(subscribed)],
            };
            scene._owned.AddRange([scene.PumpToSubscribed, scene.PumpOfPublished, scene.Reader]);
            await scene.Reader.WaitForAsync(0);
            return scene;
        }

        public Task<SessionRestoredEventArgs[]> WhenBothRestoredAsync() => Task.WhenAll(
            NextAsync<SessionRestoredEventArgs>(h => Published.Restored += h),
            NextAsync<SessionRestoredEventArgs>(h => Subscribed.Restored += h));

        /// <summary>Somebody else receives what the publication sends now.</summary>
        public async Task<IAsyncDisposable> FollowPublishedAsync()
        {
            var subscription = await Bob.SubscribeAsync(await FindAsync(Bob, Published.Id), cancellationToken: Stop);
            await using var reader = new FrameReader(subscription.Video!);
            await reader.WaitForAsync(PumpOfPublished.Pushed);
            return subscription;
        }

        /// <summary>Interrupted, then restored, once each; and the dead sessions are gone from the server.</summary>
        public async Task AssertRestoredAsync()
        {
            Assert.All(_logs, log => Assert.Equal(["interrupted", "restored"], log.Events));
            Assert.Equal([SessionState.Active, SessionState.Active], new[] { Published.State, Subscribed.State });
            await Conference.WhenRoomAsync(room => !room.Sessions.Any(session => OldIds.Contains(session.Id))
                && room.StreamIds.Order().SequenceEqual(new[] { Published.Id, Source.Id }.Order())
                && room.Sessions.Any(session => session.Id == Subscribed.Id));
            var numbers = Reader.Numbers;
            Assert.Equal(numbers.Order(), numbers);
            // The server begins the new session with the newest key frame, which may be the last picture of the old one.
            Assert.InRange(numbers.Count - numbers.Distinct().Count(), 0, 1);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var owned in _owned) await owned.DisposeAsync();
            await Conference.DisposeAsync();
        }
    }
}
