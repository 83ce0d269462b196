using OwtClient.IntegrationTests.Sdk;
using OwtClient.Streams;
using OwtClient.WebRtc;
using SIPSorcery.Media;

namespace OwtClient.SipSorcery.Tests.Media;

/// <summary>SIPSorcery's own endpoints at both ends of a conference.</summary>
public sealed class EndpointsInAConferenceTests(ConferenceFixture conference) : IClassFixture<ConferenceFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MediaCodec.Opus)]
    [InlineData(MediaCodec.Pcmu)]
    public async Task MusicOfOneEndpoint_IsHeardByAnother(MediaCodec codec)
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        var music =
            new AudioExtrasSource(new AudioEncoder(includeOpus: true), new AudioSourceOptions { AudioSource = AudioSourcesEnum.Music });
        await using var source = new AudioSourceTrack(music, codec);
        await using var publication = await publisher.PublishAsync(new LocalStream(source.Track), cancellationToken: Stop);
        await using var subscription =
            await subscriber.SubscribeAsync(await ConferenceFixture.FindAsync(subscriber, publication.Id), cancellationToken: Stop);
        using var ear = new ListeningSink(enough: 8000);
        await using var feed = new AudioSinkFeed(subscription.Audio!, ear);

        await feed.StartAsync();
        await source.StartAsync();
        await ear.Heard.WaitAsync(ConferenceFixture.Patience, Stop);

        await subscription.StopAsync(Stop);
        await feed.Completion.WaitAsync(ConferenceFixture.Patience, Stop); // the track's end is the feed's
        Assert.True(feed.FramesDelivered > 5);
        await feed.DisposeAsync();
        Assert.True(ear.IsClosed);
    }

    [Fact]
    public async Task TestPattern_ArrivesPictureByPicture_BeginningWithAKeyFrame()
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        await using var source = new VideoSourceTrack(new VideoTestPatternSource(new PatternEncoder()));
        await using var publication = await publisher.PublishAsync(new LocalStream(source.Track), cancellationToken: Stop);
        await source.StartAsync();
        await using var subscription =
            await subscriber.SubscribeAsync(await ConferenceFixture.FindAsync(subscriber, publication.Id), cancellationToken: Stop);
        var eye = new LookingSink(pictures: 20);
        await using var feed = new VideoSinkFeed(subscription.Video!, eye);

        await feed.StartAsync();
        var seen = await eye.Seen.WaitAsync(ConferenceFixture.Patience, Stop);

        Assert.True(seen[0].IsKey);
        Assert.Equal(Enumerable.Range(seen[0].Number, 20), seen.Select(picture => picture.Number));
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.Equal(3000u, pair.Second.Timestamp - pair.First.Timestamp)); // 30 a second
    }

    [Fact]
    public async Task FailureOfASink_IsTold()
    {
        await using var client = await conference.JoinAsync(conference.NewRoom(), "alone");
        var track = new LocalAudioTrack();
        await using var publication = await client.PublishAsync(new LocalStream(track), cancellationToken: Stop);
        await using var subscription =
            await client.SubscribeAsync(await ConferenceFixture.FindAsync(client, publication.Id), cancellationToken: Stop);
        using var sink = new ListeningSink(enough: 1) { Failure = new IOException("the loudspeaker is gone") };
        await using var feed = new AudioSinkFeed(subscription.Audio!, sink);
        await feed.StartAsync();

        track.SendFrame(TestFrames.Create(MediaCodec.Opus, 0, 100));

        await Assert.ThrowsAsync<IOException>(() => feed.Completion.WaitAsync(ConferenceFixture.Patience, Stop));
    }
}
