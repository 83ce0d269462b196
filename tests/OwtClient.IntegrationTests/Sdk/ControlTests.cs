using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>Live sessions that are changed, and what is said besides.</summary>
public sealed class ControlTests(ConferenceFixture conference) : IClassFixture<ConferenceFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SoundAndPictures_FromDifferentStreams_ComeInOneSubscription()
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        var (voice, desk) = (new LocalAudioTrack(), new LocalVideoTrack(source: VideoSource.ScreenCast));
        await using var first = await publisher.PublishAsync(new LocalStream(voice), cancellationToken: Stop);
        await using var second = await publisher.PublishAsync(new LocalStream(desk), cancellationToken: Stop);

        var options = new SubscribeOptions { Audio = new() { From = await ConferenceFixture.FindAsync(subscriber, first.Id) } };
        await using var subscription = await subscriber.SubscribeAsync(await ConferenceFixture.FindAsync(subscriber, second.Id), options, Stop);
        Assert.True(voice.SendFrame(TestFrames.Create(MediaCodec.Opus, 0, 100)));
        Assert.True(desk.SendFrame(TestFrames.Create(MediaCodec.Vp8, 0, 900)));
        await AssertNextAsync(subscription.Audio!, TestFrames.Create(MediaCodec.Opus, 0, 100));
        await AssertNextAsync(subscription.Video!, TestFrames.Create(MediaCodec.Vp8, 0, 900));
        Assert.Equal((second.Id, first.Id), (subscription.VideoStream!.Id, subscription.AudioStream!.Id));
    }

    [Fact]
    public async Task Switch_GoesOnInTheSameTrackWithTheOtherStream()
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        var (one, other) = (new LocalVideoTrack(), new LocalVideoTrack());
        await using var first = await publisher.PublishAsync(new LocalStream(one), cancellationToken: Stop);
        await using var second = await publisher.PublishAsync(new LocalStream(other), cancellationToken: Stop);
        await using var subscription = await subscriber.SubscribeAsync(await ConferenceFixture.FindAsync(subscriber, first.Id), cancellationToken: Stop);
        var video = subscription.Video!;
        one.SendFrame(TestFrames.Create(MediaCodec.Vp8, 0, 300));
        await AssertNextAsync(video, TestFrames.Create(MediaCodec.Vp8, 0, 300));

        var target = await ConferenceFixture.FindAsync(subscriber, second.Id);
        await subscription.SwitchAsync(target, cancellationToken: Stop);
        one.SendFrame(TestFrames.Create(MediaCodec.Vp8, 1, 300)); // nobody receives it any more
        other.SendFrame(TestFrames.Create(MediaCodec.Vp8, 0, 700));
        await AssertNextAsync(video, TestFrames.Create(MediaCodec.Vp8, 0, 700));
        Assert.Same(target, subscription.Stream);
        Assert.Same(video, subscription.Video);
    }

    /// <summary>Three layers of one publication: each is had by its name, and asked for its own key frame.</summary>
    [Fact]
    public async Task Layers_AreReceivedByName_AndSwitchedBetween()
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        var camera = new LocalVideoTrack(rids: ["q", "h", "f"]);
        if (!TestEngine.SendsLayers)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => publisher.PublishAsync(new LocalStream(camera), cancellationToken: Stop));
            return;
        }

        await using var publication = await publisher.PublishAsync(new LocalStream(camera), cancellationToken: Stop);
        var stream = await ConferenceFixture.FindAsync(subscriber, publication.Id);
        Assert.Equal(["q", "h", "f"], stream.VideoLayers.Select(layer => layer.Rid));

        foreach (var rid in camera.Rids) Assert.True(camera.SendFrame(FrameOf(rid), rid));
        var options = new SubscribeOptions { Video = new() { Rid = "h" } };
        await using var subscription = await subscriber.SubscribeAsync(stream, options, Stop);
        await AssertNextAsync(subscription.Video!, FrameOf("h")); // the server kept the newest key frame

        var wanted = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        camera.KeyFrameRequested += (_, e) =>
        {
            if (e.Rid is { } rid) wanted.TrySetResult(rid); // without one it is the beginning of the publication
        };
        subscription.Video!.RequestKeyFrame();
        Assert.Equal("h", await wanted.Task.WaitAsync(ConferenceFixture.Patience, Stop));

        await subscription.SwitchAsync(stream, TrackKinds.Video, "f", Stop);
        await AssertNextAsync(subscription.Video!, FrameOf("f"));

        static EncodedFrame FrameOf(string rid) => TestFrames.Create(MediaCodec.Vp8, 0, rid switch { "q" => 200, "h" => 600, _ => 2400 });
    }

    /// <summary>Also a frame rate of 30, which servers refuse for every WebRTC source, is refused before anything is sent.</summary>
    [Fact]
    public async Task AnUpdateThatTheStreamDoesNotOffer_IsRefusedHere()
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        await using var publication = await publisher.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var stream = await ConferenceFixture.FindAsync(subscriber, publication.Id);
        await using var subscription = await subscriber.SubscribeAsync(stream, cancellationToken: Stop);
        await Assert.ThrowsAsync<ArgumentException>(() => subscription.ApplyOptionsAsync(new VideoUpdateOptions { FrameRate = 30 }, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => subscription.ApplyOptionsAsync(new VideoUpdateOptions { BitrateMultiplier = 0.5 }, Stop));
    }

    [Fact]
    public async Task AViewThatDoesNotExist_IsRefusedByTheServer()
    {
        await using var publisher = await conference.JoinAsync(conference.NewRoom(), "publisher");
        await using var publication = await publisher.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => publication.MixAsync("nowhere", Stop));
        Assert.Equal((ConferenceError.Rejected, "Invalid view"), (failure.Error, failure.ServerText));
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("17.5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("""[1,"two",null,{}]""")]
    [InlineData("""{"type":"raise-hand","since":{"s":12}}""")]
    public async Task AnyJson_ArrivesAsItWasSent(string json)
    {
        var room = conference.NewRoom();
        await using var alice = await conference.JoinAsync(room, "alice");
        await using var bob = await conference.JoinAsync(room, "bob");
        var toAll = ConferenceFixture.NextAsync<MessageReceivedEventArgs>(h => alice.MessageReceived += h);
        var toBob = ConferenceFixture.NextAsync<MessageReceivedEventArgs>(h => bob.MessageReceived += h, e => e.IsPrivate);
        using var message = JsonDocument.Parse(json);
        await alice.SendJsonAsync(message.RootElement, bob.Self!.Id, Stop);
        await alice.SendJsonAsync(message.RootElement, cancellationToken: Stop);
        Assert.Equal(json, (await toBob).Message.GetRawText());
        Assert.Equal((alice.Self!.Id, json), ((await toAll).From, (await toAll).Message.GetRawText())); // to all is to oneself as well
    }

    private static async Task AssertNextAsync(RemoteTrack track, EncodedFrame expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(ConferenceFixture.Patience);
        await foreach (var frame in track.ReadFramesAsync(patience.Token))
        {
            Assert.Equal(Convert.ToHexString(expected.Data.Span), Convert.ToHexString(frame.Data.Span));
            frame.Dispose();
            return;
        }

        Assert.Fail("The track ended.");
    }
}
