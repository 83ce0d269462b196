using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>Every codec, from one client through the server to another.</summary>
public sealed class MediaTests(ConferenceFixture conference) : IClassFixture<ConferenceFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MediaCodec.Vp8)]
    [InlineData(MediaCodec.Vp9)]
    [InlineData(MediaCodec.H264)]
    public async Task Pictures_ArriveByteForByte(MediaCodec codec)
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        var track = new LocalVideoTrack(codec);
        await using var publication = await publisher.PublishAsync(new LocalStream(track), cancellationToken: Stop);
        await using var subscription = await subscriber.SubscribeAsync(await ConferenceFixture.FindAsync(subscriber, publication.Id), cancellationToken: Stop);

        Assert.Null(subscription.Audio);
        await AssertArrivesAsync(track, subscription.Video!, 60, index => 200 + (index * 97));
        Assert.Equal(codec, subscription.Video!.Codec!.Codec);
    }

    [Theory]
    [InlineData(MediaCodec.Opus)]
    [InlineData(MediaCodec.Pcmu)]
    [InlineData(MediaCodec.Pcma)]
    public async Task Sound_ArrivesByteForByte(MediaCodec codec)
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        await using var subscriber = await conference.JoinAsync(room, "subscriber");
        var track = new LocalAudioTrack(codec);
        await using var publication = await publisher.PublishAsync(new LocalStream(track), cancellationToken: Stop);
        await using var subscription = await subscriber.SubscribeAsync(await ConferenceFixture.FindAsync(subscriber, publication.Id), cancellationToken: Stop);

        await AssertArrivesAsync(track, subscription.Audio!, 60, _ => 160);
        Assert.Equal(codec, subscription.Audio!.Codec!.Codec);
    }

    [Fact]
    public async Task SoundAndPictures_ToSeveralSubscribers()
    {
        var room = conference.NewRoom();
        await using var publisher = await conference.JoinAsync(room, "publisher");
        var camera = new LocalStream(new LocalAudioTrack(), new LocalVideoTrack());
        await using var publication = await publisher.PublishAsync(camera, cancellationToken: Stop);
        var subscribers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => conference.JoinAsync(room, $"subscriber {i}")));
        var subscriptions = await Task.WhenAll(subscribers.Select(async s => await s.SubscribeAsync(await ConferenceFixture.FindAsync(s, publication.Id), cancellationToken: Stop)));

        var readers = subscriptions.SelectMany(s => (Task[])[ReadAsync(s.Audio!, MediaCodec.Opus, 50, _ => 120), ReadAsync(s.Video!, MediaCodec.Vp8, 50, _ => 3000)]).ToArray();
        for (var i = 0; i < 50; i++)
        {
            Assert.True(camera.Audio!.SendFrame(TestFrames.Create(MediaCodec.Opus, i, 120)));
            Assert.True(camera.Video!.SendFrame(TestFrames.Create(MediaCodec.Vp8, i, 3000)));
        }

        await Task.WhenAll(readers).WaitAsync(ConferenceFixture.Patience, Stop);
        var sent = await publication.GetStatsAsync(Stop);
        Assert.Equal([50L, 50L], sent.Outbound.Select(o => o.FramesSent));
        var received = await subscriptions[0].GetStatsAsync(Stop);
        Assert.Equal([0L, 0L], received.Inbound.Select(i => i.FramesLost));
        foreach (var subscriber in subscribers) await subscriber.DisposeAsync();
    }

    /// <summary>A client may subscribe to its own stream, and publish one track twice.</summary>
    [Fact]
    public async Task OneClient_PublishesTwiceAndHearsItself()
    {
        await using var client = await conference.JoinAsync(conference.NewRoom(), "alone");
        var track = new LocalAudioTrack();
        await using var first = await client.PublishAsync(new LocalStream(track), cancellationToken: Stop);
        await using var second = await client.PublishAsync(new LocalStream(track), cancellationToken: Stop);
        await using var toFirst = await client.SubscribeAsync(await ConferenceFixture.FindAsync(client, first.Id), cancellationToken: Stop);
        await using var toSecond = await client.SubscribeAsync(await ConferenceFixture.FindAsync(client, second.Id), cancellationToken: Stop);

        var readers = Task.WhenAll(ReadAsync(toFirst.Audio!, MediaCodec.Opus, 20, _ => 100), ReadAsync(toSecond.Audio!, MediaCodec.Opus, 20, _ => 100));
        for (var i = 0; i < 20; i++) track.SendFrame(TestFrames.Create(MediaCodec.Opus, i, 100));
        await readers.WaitAsync(ConferenceFixture.Patience, Stop);
    }

    private static async Task AssertArrivesAsync(LocalTrack from, RemoteTrack to, int count, Func<int, int> size)
    {
        var reading = ReadAsync(to, from.Codec, count, size);
        for (var i = 0; i < count; i++) Assert.True(from.SendFrame(TestFrames.Create(from.Codec, i, size(i))));
        await reading.WaitAsync(ConferenceFixture.Patience, Stop);
    }

    private static async Task ReadAsync(RemoteTrack track, MediaCodec codec, int count, Func<int, int> size)
    {
        var index = 0;
        await foreach (var frame in track.ReadFramesAsync(Stop))
        {
            var expected = TestFrames.Create(codec, index, size(index));
            Assert.True(frame.Data.Span.SequenceEqual(expected.Data.Span), $"frame {index}: {frame.Data.Length} bytes, sent {expected.Data.Length}");
            Assert.Equal(expected.IsKeyFrame, frame.IsKeyFrame);
            frame.Dispose();
            if (++index == count) return;
        }

        Assert.Fail($"The track ended after {index} frames.");
    }
}
