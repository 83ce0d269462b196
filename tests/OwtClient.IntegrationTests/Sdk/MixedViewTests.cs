using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>The server's mixed view, as those see it who take part and who watch.</summary>
public sealed class MixedViewTests(ConferenceFixture conference) : IClassFixture<ConferenceFixture>
{
    private const string View = "common";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task View_IsThereFromTheBeginning_AndShowsTheNewest()
    {
        var room = conference.NewRoom();
        await using var viewer = await conference.JoinAsync(room, "viewer");
        var mixed = ViewOf(viewer);
        Assert.Equal((viewer.Info!.RoomId + "-common", "mixed", View), (mixed.Id, mixed.Type, mixed.Label));
        Assert.Equal(("opus", "vp8"), (mixed.Audio!.Format!.Codec, mixed.Video!.Format!.Codec));
        Assert.Null(mixed.OwnerId);
        Assert.Null(mixed.ActiveInput);
        Assert.Empty(mixed.Layout);

        var changed = NextLayoutAsync(mixed);
        await using var alice = await Talker.StartAsync(await conference.JoinAsync(room, "alice"), 300);

        var region = Assert.Single((await changed).Layout);
        var whole = new RectangleArea(new Fraction(0, 1), new Fraction(0, 1), new Fraction(1, 1), new Fraction(1, 1));
        Assert.Equal(new LayoutRegion("1", alice.Publication.Id, whole), region);
        Assert.Equal([View], (await ConferenceFixture.FindAsync(viewer, alice.Publication.Id)).InViews);
        await using var late = await conference.JoinAsync(room, "late");
        Assert.Equal([region], ViewOf(late).Layout);
    }

    [Fact]
    public async Task Subscriber_GetsWhoSpeaks_AndFollowsTheSwitch()
    {
        Assert.SkipUnless(TestEngine.SendsAudioLevels, "The engine sends no audio levels, by which the server knows who speaks.");
        var room = conference.NewRoom();
        await using var alice = await Talker.StartAsync(await conference.JoinAsync(room, "alice"), 300);
        await using var bob = await Talker.StartAsync(await conference.JoinAsync(room, "bob"), 400);
        await using var viewer = await conference.JoinAsync(room, "viewer");
        await ConferenceFixture.FindAsync(viewer, bob.Publication.Id);
        var mixed = ViewOf(viewer);
        await using var subscription = await viewer.SubscribeAsync(mixed, cancellationToken: Stop);

        foreach (var (speaker, other) in new[] { (alice, bob), (bob, alice) })
        {
            var active = ConferenceFixture.NextAsync<StreamActiveInputChangedEventArgs>(h => mixed.ActiveInputChanged += h);
            var shown = NextLayoutAsync(mixed, speaker.Publication.Id);
            var (sound, picture) = (NextFrameOfAsync(subscription.Audio!, speaker), NextFrameOfAsync(subscription.Video!, speaker));
            other.FallSilent();
            speaker.Speak(20);

            Assert.Equal(speaker.Publication.Id, (await active).ActiveInput!.StreamId);
            await shown;
            await sound;
            Assert.True(await picture, "The pictures do not begin with a key frame.");
        }

        Assert.Equal(bob.Publication.Id, mixed.ActiveInput!.StreamId);
        Assert.Same(mixed, subscription.Stream);
    }

    [Fact]
    public async Task SpeakerWhoWatches_HearsTheOther()
    {
        Assert.SkipUnless(TestEngine.SendsAudioLevels, "The engine sends no audio levels, by which the server knows who speaks.");
        var room = conference.NewRoom();
        await using var alice = await Talker.StartAsync(await conference.JoinAsync(room, "alice"), 300);
        await using var bob = await Talker.StartAsync(await conference.JoinAsync(room, "bob"), 400);
        await ConferenceFixture.FindAsync(alice.Client, bob.Publication.Id);
        var mixed = ViewOf(alice.Client);
        await using var subscription = await alice.Client.SubscribeAsync(mixed, cancellationToken: Stop);
        var shown = NextLayoutAsync(mixed, alice.Publication.Id);
        alice.Speak(20);

        await shown;
        await NextFrameOfAsync(subscription.Video!, alice);
        await NextFrameOfAsync(subscription.Audio!, bob, neverOf: alice);
    }

    [Fact]
    public async Task Owner_MixesMovesAndUnmixes()
    {
        Assert.SkipUnless(TestEngine.SendsAudioLevels, "The engine sends no audio levels, by which the server knows who speaks.");
        var room = conference.NewRoom();
        await using var viewer = await conference.JoinAsync(room, "viewer");
        await using var alice = await Talker.StartAsync(await conference.JoinAsync(room, "alice"), 300);
        await using var bob = await Talker.StartAsync(await conference.JoinAsync(room, "bob"), 400);
        await ConferenceFixture.FindAsync(viewer, bob.Publication.Id);
        var mixed = ViewOf(viewer);
        var (first, second) = (alice.Publication, bob.Publication);
        Assert.Equal("1", await second.GetRegionAsync(View, Stop));
        await AssertRefusedAsync("Invalid stream", () => first.GetRegionAsync(View, Stop));

        await AssertShowsAsync(mixed, first, () => first.SetRegionAsync(View, "1", Stop));
        Assert.Equal("1", await first.GetRegionAsync(View, Stop));
        await AssertShowsAsync(mixed, second, () => first.UnmixAsync(View, Stop));
        await AssertRefusedAsync("Invalid stream", () => first.SetRegionAsync(View, "1", Stop));
        await AssertShowsAsync(mixed, null, () => second.UnmixAsync(View, Stop));
        await AssertShowsAsync(mixed, first, () => first.MixAsync(View, Stop));
        await AssertRefusedAsync("Invalid region", () => first.SetRegionAsync(View, "2", Stop));
        await AssertRefusedAsync("Invalid view", () => first.MixAsync("other", Stop));
    }

    private static RemoteMixedStream ViewOf(ConferenceClient client) => client.RemoteStreams.OfType<RemoteMixedStream>().Single();

    private static Task<StreamLayoutChangedEventArgs> NextLayoutAsync(RemoteMixedStream mixed, string? shown = null) =>
        ConferenceFixture.NextAsync<StreamLayoutChangedEventArgs>(
            h => mixed.LayoutChanged += h, e => shown is null || e.Layout.Any(region => region.StreamId == shown));

    private static async Task AssertShowsAsync(RemoteMixedStream mixed, Publication? shown, Func<Task> act)
    {
        var changed = ConferenceFixture.NextAsync<StreamLayoutChangedEventArgs>(
            h => mixed.LayoutChanged += h, e => e.Layout.SingleOrDefault()?.StreamId == shown?.Id);
        await act();
        await changed;
    }

    private static async Task AssertRefusedAsync(string text, Func<Task> act)
    {
        var failure = await Assert.ThrowsAsync<ConferenceException>(act);
        Assert.Equal((ConferenceError.Rejected, text), (failure.Error, failure.ServerText));
    }

    /// <summary>Reads until the first frame of a talker, and says whether decoding can start there.</summary>
    private static async Task<bool> NextFrameOfAsync(RemoteTrack track, Talker talker, Talker? neverOf = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(ConferenceFixture.Patience);
        await foreach (var frame in track.ReadFramesAsync(patience.Token))
        {
            using (frame)
            {
                Assert.False(neverOf?.IsFrom(frame) ?? false);
                if (talker.IsFrom(frame)) return frame.IsKeyFrame;
            }
        }

        throw new InvalidOperationException("The track ended.");
    }
}
