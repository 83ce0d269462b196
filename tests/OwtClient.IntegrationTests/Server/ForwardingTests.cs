using OwtClient.Conference;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Server;

/// <summary>Clients of this SDK on the embedded server, over real sockets: what is sent arrives, unchanged.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(40);

    private readonly IPeerConnectionFactory _engine = TestEngine.Create();
    private readonly Random _random = new(1);
    private ConferenceServer _server = null!;
    private TimeSpan _at;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ConferenceServer.StartAsync(cancellationToken: Stop);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    /// <summary>The packets since the key frame follow the handshake so closely that some overtake its end; none may be lost.</summary>
    [Fact]
    public async Task NewSubscribers_GetEverythingSinceTheNewestKeyFrame_AndEveryFrameAfterIt_ByteForByte()
    {
        await using var publisher = await JoinAsync("publisher");
        var video = new LocalVideoTrack();
        await using var publication = await publisher.PublishAsync(new LocalStream(video), cancellationToken: Stop);
        SendFrame(video, isKey: true); // of no use to anybody who comes later

        for (var round = 0; round < 10; round++)
        {
            await using var subscriber = await JoinAsync("subscriber");
            var before = Enumerable.Range(0, 20).Select(i => SendFrame(video, isKey: i == 0)).ToArray();
            var stream = await FindStreamAsync(subscriber, publication.Id);
            await using var subscription = await subscriber.SubscribeAsync(stream, cancellationToken: Stop);
            await using var frames = subscription.Video!.ReadFramesAsync(Stop).GetAsyncEnumerator(Stop);

            foreach (var sent in before) await AssertNextAsync(frames, sent);
            for (var i = 0; i < 50; i++) await AssertNextAsync(frames, SendFrame(video, isKey: i % 20 == 0));
        }
    }

    [Fact]
    public async Task MutedPublisher_IsSilent_AndItsFramesGoOnAfterwardsWithoutALoss()
    {
        await using var publisher = await JoinAsync("publisher");
        await using var subscriber = await JoinAsync("subscriber");
        var video = new LocalVideoTrack();
        await using var publication = await publisher.PublishAsync(new LocalStream(video), cancellationToken: Stop);
        SendFrame(video, isKey: true);
        await using var subscription = await subscriber.SubscribeAsync(await FindStreamAsync(subscriber, publication.Id), cancellationToken: Stop);
        await using var frames = subscription.Video!.ReadFramesAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await frames.MoveNextAsync());
        Assert.True(frames.Current.IsKeyFrame);

        await publication.MuteAsync(TrackKinds.Video, Stop);
        await publication.UnmuteAsync(TrackKinds.Video, Stop);

        for (var i = 0; i < 10; i++) await AssertNextAsync(frames, SendFrame(video, isKey: false));
    }

    [Fact]
    public async Task SubscriberThatWasMuted_GoesOnFromTheNewestKeyFrame()
    {
        await using var publisher = await JoinAsync("publisher");
        await using var subscriber = await JoinAsync("subscriber");
        var video = new LocalVideoTrack();
        await using var publication = await publisher.PublishAsync(new LocalStream(video), cancellationToken: Stop);
        var first = SendFrame(video, isKey: true);
        await using var subscription = await subscriber.SubscribeAsync(await FindStreamAsync(subscriber, publication.Id), cancellationToken: Stop);
        await using var frames = subscription.Video!.ReadFramesAsync(Stop).GetAsyncEnumerator(Stop);
        await AssertNextAsync(frames, first);
        await using var witness = await subscriber.SubscribeAsync(subscription.Stream, cancellationToken: Stop);
        await using var witnessed = witness.Video!.ReadFramesAsync(Stop).GetAsyncEnumerator(Stop);
        await AssertNextAsync(witnessed, first);

        await subscription.MuteAsync(TrackKinds.Video, Stop);
        await AssertNextAsync(witnessed, SendFrame(video, isKey: false));
        var key = SendFrame(video, isKey: true);
        await AssertNextAsync(witnessed, key);
        var delta = SendFrame(video, isKey: false);
        await AssertNextAsync(witnessed, delta); // the server has passed it on
        await subscription.UnmuteAsync(TrackKinds.Video, Stop);

        await AssertNextAsync(frames, key);
        await AssertNextAsync(frames, delta);
        await AssertNextAsync(frames, SendFrame(video, isKey: false));
    }

    [Fact]
    public async Task EndedPublication_EndsTheSubscription()
    {
        await using var publisher = await JoinAsync("publisher");
        await using var subscriber = await JoinAsync("subscriber");
        var publication = await publisher.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop);
        await using var subscription = await subscriber.SubscribeAsync(await FindStreamAsync(subscriber, publication.Id), cancellationToken: Stop);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        subscription.Ended += (_, _) => ended.TrySetResult();

        await publication.DisposeAsync();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    [Fact]
    public async Task ServerThatIsDisposedInTheMiddle_DropsItsParticipantsAndReturns()
    {
        await using var publisher = await JoinAsync("publisher");
        var disconnected = new TaskCompletionSource<DisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        publisher.Disconnected += (_, e) => disconnected.TrySetResult(e.Reason);
        var video = new LocalVideoTrack();
        await using var publication = await publisher.PublishAsync(new LocalStream(video), cancellationToken: Stop);
        SendFrame(video, isKey: true);

        await _server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Stop);

        Assert.Equal(DisconnectReason.Dropped, await disconnected.Task.WaitAsync(TimeSpan.FromSeconds(10), Stop));
    }

    private async Task<ConferenceClient> JoinAsync(string user)
    {
        var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = _engine });
        await client.JoinAsync(_server.CreateToken(null, user), Stop);
        return client;
    }

    private static async Task<RemoteStream> FindStreamAsync(ConferenceClient client, string id)
    {
        var added = new TaskCompletionSource<RemoteStream>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StreamAdded += (_, e) =>
        {
            if (e.Stream.Id == id) added.TrySetResult(e.Stream);
        };
        return client.RemoteStreams.FirstOrDefault(stream => stream.Id == id) ?? await added.Task.WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }

    private byte[] SendFrame(LocalVideoTrack video, bool isKey)
    {
        var data = new byte[_random.Next(2_000, 20_000)];
        _random.NextBytes(data);
        byte[] head = isKey ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01] : [0x11, 0x02, 0x00]; // VP8, 640×360
        head.CopyTo(data, 0);
        using var frame = new EncodedFrame(MediaCodec.Vp8, data, _at += FrameInterval, isKey);
        Assert.True(video.SendFrame(frame));
        return data;
    }

    private static async Task AssertNextAsync(IAsyncEnumerator<EncodedFrame> frames, byte[] sent)
    {
        Assert.True(await frames.MoveNextAsync());
        using var frame = frames.Current;
        Assert.True(frame.Data.Span.SequenceEqual(sent));
        Assert.Equal(0, frame.FramesLostBefore);
    }
}
