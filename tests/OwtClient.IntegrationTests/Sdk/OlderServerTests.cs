using OwtClient.Conference;
using OwtClient.Reconnection;
using OwtClient.Server;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>The SDK with servers that speak protocol 1.0 or 1.1 only, or one version of Engine.IO.</summary>
public sealed class OlderServerTests : IAsyncLifetime
{
    private const string Room = "room";

    private readonly PeerConnectionFactory _engine = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });
    private ConferenceServer? _server;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConferenceServer Server => _server!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData("1.0", 3, ProtocolVersion.Version10)]
    [InlineData("1.0", 4, ProtocolVersion.Version10)]
    [InlineData("1.0 1.1", 3, ProtocolVersion.Version11)] // OWT 4.3
    [InlineData("1.1", 4, ProtocolVersion.Version11)]
    [InlineData("1.0 1.1 1.2", 3, ProtocolVersion.Version12)]
    [InlineData("1.2", 4, ProtocolVersion.Version12)]
    public async Task Client_FindsTheBestThatTheServerSpeaks(string versions, int engineIo, ProtocolVersion expected)
    {
        await StartAsync(versions, engineIo);
        foreach (var transport in Enum.GetValues<SocketIoTransport>())
        {
            await using var client = NewClient(new SocketIoSignalingOptions { Transport = transport });
            var info = await client.JoinAsync(Server.CreateToken(Room, "alice"), Stop);
            Assert.Equal(expected, info.ProtocolVersion);
        }
    }

    /// <summary>What the client was told to speak, it speaks; there is no falling back then.</summary>
    [Fact]
    public async Task ChosenVersionThatTheServerDoesNotSpeak_IsRefused()
    {
        await StartAsync("1.0 1.1", 4);
        await using var client = new ConferenceClient(new ConferenceClientOptions { ProtocolVersion = ProtocolVersion.Version12 });
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => client.JoinAsync(Server.CreateToken(Room, "alice"), Stop));
        Assert.Equal(ConferenceError.Rejected, failure.Error);
    }

    [Theory]
    [InlineData("1.0", 3)]
    [InlineData("1.1", 3)]
    [InlineData("1.1", 4)]
    public async Task Media_IsPublishedReceivedMutedAndSwitched(string version, int engineIo)
    {
        await StartAsync(version, engineIo);
        await using var publisher = await JoinAsync("publisher");
        await using var subscriber = await JoinAsync("subscriber");
        var (one, other) = (NewCamera(), NewCamera());
        await using var first = await publisher.PublishAsync(one, cancellationToken: Stop);
        await using var second = await publisher.PublishAsync(other, cancellationToken: Stop);
        var source = await ConferenceFixture.FindAsync(subscriber, first.Id);
        Assert.Equal(("opus", "vp8", "camera"), (source.Audio!.Format!.Codec, source.Video!.Format!.Codec, source.Video.Source));
        await using var subscription = await subscriber.SubscribeAsync(source, cancellationToken: Stop);
        await AssertArrivesAsync(one, subscription, size: 300);

        var muted = ConferenceFixture.NextAsync<StreamStatusChangedEventArgs>(h => source.Muted += h);
        await first.MuteAsync(TrackKinds.Video, Stop);
        Assert.Equal(TrackKinds.Video, (await muted).Tracks);
        Assert.False(one.Video!.SendFrame(TestFrames.Create(MediaCodec.Vp8, 0, 300)));
        var unmuted = ConferenceFixture.NextAsync<StreamStatusChangedEventArgs>(h => source.Unmuted += h);
        await first.UnmuteAsync(TrackKinds.Video, Stop);
        await unmuted;

        await subscription.MuteAsync(TrackKinds.Audio, Stop);
        await subscription.UnmuteAsync(TrackKinds.Audio, Stop);
        await subscription.SwitchAsync(await ConferenceFixture.FindAsync(subscriber, second.Id), cancellationToken: Stop);
        await AssertArrivesAsync(other, subscription, size: 700);

        var ended = ConferenceFixture.NextAsync<SessionEndedEventArgs>(h => subscription.Ended += h);
        await second.StopAsync(Stop);
        Assert.Equal(SessionEndReason.SourceEnded, (await ended).Reason);
    }

    /// <summary>A lost connection is resumed; what was said meanwhile is handed over, once and in order (PROTOCOL §3.6).</summary>
    [Theory]
    [InlineData("1.0", 3)]
    [InlineData("1.1", 4)]
    public async Task LostConnection_IsResumed_AndMediaGoOn(string version, int engineIo)
    {
        await StartAsync(version, engineIo);
        await using var alice = await JoinAsync("alice");
        await using var bob = await JoinAsync("bob");
        var camera = NewCamera();
        await using var publication = await alice.PublishAsync(camera, cancellationToken: Stop);
        var stream = await ConferenceFixture.FindAsync(bob, publication.Id);
        await using var subscription = await bob.SubscribeAsync(stream, cancellationToken: Stop);
        var heard = new List<string>();
        alice.MessageReceived += (_, e) => heard.Add(e.Text);
        var last = ConferenceFixture.NextAsync<MessageReceivedEventArgs>(h => alice.MessageReceived += h, e => e.Text == "and now");
        var reconnecting = ConferenceFixture.NextAsync<ReconnectingEventArgs>(h => alice.Reconnecting += h);
        var reconnected = ConferenceFixture.NextAsync<ReconnectedEventArgs>(h => alice.Reconnected += h);

        Server.Faults.RefuseSockets(TimeSpan.FromDays(1));
        Assert.Equal(1, Server.Faults.DropSockets("alice"));
        await reconnecting;
        // Before 1.2 a server keeps only what is said while it knows that the connection is gone.
        await Server.WaitForRoomsAsync(rooms => rooms.Any(HasLost), Stop).WaitAsync(ConferenceFixture.Patience, Stop);
        for (var i = 0; i < 10; i++) await bob.SendAsync($"missed {i}", cancellationToken: Stop);
        await AssertArrivesAsync(camera, subscription, size: 300);
        Server.Faults.RefuseSockets(TimeSpan.Zero);

        Assert.Equal(ReconnectKind.Resumed, (await reconnected).Kind);
        await bob.SendAsync("and now", cancellationToken: Stop);
        await last;
        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => $"missed {i}"), "and now"], heard);
        await publication.MuteAsync(TrackKinds.Video, Stop);
        Assert.Equal(SessionState.Active, publication.State);

        static bool HasLost(ConferenceServerRoom room) => room.Participants.Any(p => p is { User: "alice", IsConnected: false });
    }

    private async Task StartAsync(string versions, int engineIo) => _server = await ConferenceServer.StartAsync(
        new ConferenceServerOptions { ProtocolVersions = versions.Split(' '), EngineIoVersions = [engineIo] }, Stop);

    private ConferenceClient NewClient(SocketIoSignalingOptions? signaling = null) =>
        new(new ConferenceClientOptions { PeerConnectionFactory = _engine, Signaling = signaling });

    private async Task<ConferenceClient> JoinAsync(string user)
    {
        var client = NewClient();
        await client.JoinAsync(Server.CreateToken(Room, user), Stop);
        return client;
    }

    private static LocalStream NewCamera() => new(new LocalAudioTrack(), new LocalVideoTrack());

    /// <summary>Sends a key frame and a packet of sound, and finds them at the other end.</summary>
    private static async Task AssertArrivesAsync(LocalStream from, Subscription to, int size)
    {
        Assert.True(from.Video!.SendFrame(TestFrames.Create(MediaCodec.Vp8, 0, size)));
        Assert.True(from.Audio!.SendFrame(TestFrames.Create(MediaCodec.Opus, 0, size)));
        foreach (var track in (RemoteTrack[])[to.Video!, to.Audio!])
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            patience.CancelAfter(ConferenceFixture.Patience);
            await using var frames = track.ReadFramesAsync(patience.Token).GetAsyncEnumerator(patience.Token);
            Assert.True(await frames.MoveNextAsync());
            using var frame = frames.Current;
            Assert.Equal(size, frame.Data.Length);
        }
    }
}
