using OwtClient.Conference;
using OwtClient.Streams;

namespace OwtClient.IntegrationTests.Sdk;

/// <summary>What two clients in one room see of each other, and how things end.</summary>
public sealed class ConferenceTests(ConferenceFixture conference) : IClassFixture<ConferenceFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Participants_SeeEachOtherComeSpeakAndGo()
    {
        var room = conference.NewRoom();
        await using var alice = await conference.JoinAsync(room, "alice");
        var joined = ConferenceFixture.NextAsync<ParticipantEventArgs>(h => alice.ParticipantJoined += h);
        var bob = await conference.JoinAsync(room, "bob", "viewer");

        Assert.Equal(("bob", "viewer"), ((await joined).Participant.User, (await joined).Participant.Role));
        Assert.Equal(["alice", "bob"], bob.Participants.Select(p => p.User));
        Assert.Equal(new MediaPermission(false, false), bob.Self!.Permission.Publish);

        var toBob = ConferenceFixture.NextAsync<MessageReceivedEventArgs>(h => bob.MessageReceived += h, e => e.IsPrivate);
        var toAll = ConferenceFixture.NextAsync<MessageReceivedEventArgs>(h => alice.MessageReceived += h);
        await alice.SendAsync("psst", bob.Self.Id, Stop);
        await alice.SendAsync("hello \u00fc \U0001F600", cancellationToken: Stop);
        Assert.Equal(("psst", alice.Self!.Id), ((await toBob).Text, (await toBob).From));
        Assert.Equal("hello \u00fc \U0001F600", (await toAll).Text);

        var left = ConferenceFixture.NextAsync<ParticipantEventArgs>(h => alice.ParticipantLeft += h);
        await bob.DisposeAsync();
        Assert.Equal("bob", (await left).Participant.User);
    }

    [Fact]
    public async Task Streams_AppearChangeAndEnd()
    {
        var room = conference.NewRoom();
        await using var alice = await conference.JoinAsync(room, "alice");
        await using var bob = await conference.JoinAsync(room, "bob");
        var added = ConferenceFixture.NextAsync<StreamEventArgs>(h => bob.StreamAdded += h);
        var attributes = new System.Text.Json.Nodes.JsonObject { ["name"] = "desk" };
        var publication = await alice.PublishAsync(
            new LocalStream(new LocalAudioTrack(), new LocalVideoTrack(source: VideoSource.ScreenCast)), new PublishOptions { Attributes = attributes }, Stop);

        var stream = (await added).Stream;
        Assert.Equal((publication.Id, alice.Self!.Id, "forward"), (stream.Id, stream.OwnerId, stream.Type));
        Assert.Equal("desk", stream.Attributes!.Value.GetProperty("name").GetString());
        Assert.Equal(("opus", "vp8", "screen-cast"), (stream.Audio!.Format!.Codec, stream.Video!.Format!.Codec, stream.Video.Source));

        var muted = ConferenceFixture.NextAsync<StreamUpdatedEventArgs>(h => bob.StreamUpdated += h, e => e.Update == StreamUpdate.Status);
        await publication.MuteAsync(TrackKinds.Video, Stop);
        Assert.Same(stream, (await muted).Stream);
        Assert.True(stream.Video.IsMuted);
        Assert.False(stream.Audio.IsMuted);

        var ended = ConferenceFixture.NextAsync<StreamEventArgs>(h => bob.StreamEnded += h);
        await publication.StopAsync(Stop);
        Assert.Same(stream, (await ended).Stream);
        Assert.Empty(conference.Room(room).StreamIds);
    }

    [Fact]
    public async Task Viewer_MayNotPublish()
    {
        await using var viewer = await conference.JoinAsync(conference.NewRoom(), "viewer", "viewer");
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => viewer.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop));
        Assert.Equal((ConferenceError.Rejected, "unauthorized"), (failure.Error, failure.ServerText));
        Assert.Equal(ClientState.Connected, viewer.State);
    }

    /// <summary>PROTOCOL §1.4: the portal is silent about a token it has seen before.</summary>
    [Fact]
    public async Task TokenUsedTwice_TimesOut()
    {
        var token = conference.Server.CreateToken(conference.NewRoom(), "alice");
        await using var first = conference.NewClient();
        await first.JoinAsync(token, Stop);
        await using var second = new ConferenceClient(new ConferenceClientOptions { LoginTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(ConferenceError.Timeout, (await Assert.ThrowsAsync<ConferenceException>(() => second.JoinAsync(token, Stop))).Error);
        Assert.Equal(ClientState.Ready, second.State);
    }

    [Fact]
    public async Task ParticipantThatIsDropped_IsToldAndMayJoinAgain()
    {
        var room = conference.NewRoom();
        await using var client = await conference.JoinAsync(room, "alice");
        var publication = await client.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop);
        var ended = ConferenceFixture.NextAsync<SessionEndedEventArgs>(h => publication.Ended += h);
        var disconnected = ConferenceFixture.NextAsync<DisconnectedEventArgs>(h => client.Disconnected += h);

        Assert.True(conference.Server.DropParticipant(room, client.Self!.Id));

        Assert.Equal(SessionEndReason.Disconnected, (await ended).Reason);
        Assert.Equal(DisconnectReason.Dropped, (await disconnected).Reason);
        await client.JoinAsync(conference.Server.CreateToken(room, "alice"), Stop);
    }

    /// <summary>What is canceled anywhere between the request and its readiness leaves no stream in the room.</summary>
    [Fact]
    public async Task CanceledPublications_LeaveNothing()
    {
        var room = conference.NewRoom();
        await using var client = await conference.JoinAsync(room, "alice");
        for (var i = 0; i < 30; i++)
        {
            using var cancel = new CancellationTokenSource();
            var publishing = client.PublishAsync(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack()), cancellationToken: cancel.Token);
            for (var spin = 0; spin < i; spin++) await Task.Yield(); // some way into it, another way each time
            await cancel.CancelAsync();
            try
            {
                await (await publishing).StopAsync(Stop);
            }
            catch (OperationCanceledException)
            {
                // As wished; else it was ready before.
            }
        }

        await using var last = await client.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop);
        await ConferenceFixture.EventuallyAsync(() => conference.Room(room).StreamIds.SequenceEqual([last.Id]));
    }

    [Fact]
    public async Task ManyClientsAtOnce_ComeAndGo()
    {
        var room = conference.NewRoom();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await using var client = await conference.JoinAsync(room, $"user {i}");
            await using var publication = await client.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop);
            await client.SendAsync("here", cancellationToken: Stop);
            await client.LeaveAsync(Stop);
            Assert.Equal(SessionState.Ended, publication.State);
        }));
        await ConferenceFixture.EventuallyAsync(() =>
            conference.Server.Rooms.Where(r => r.Name == room).All(r => r.Participants.Count == 0 && r.StreamIds.Count == 0));
    }

    [Fact]
    public async Task NobodyListening_IsNamed()
    {
        await using var client = conference.NewClient();
        var token = OwtClient.Testing.FakePortal.CreateToken("127.0.0.1:9", secure: false);
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => client.JoinAsync(token, Stop));
        Assert.Equal(ConferenceError.SignalingFailed, failure.Error);
        Assert.Contains("127.0.0.1:9", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>The message names cause and cure.</summary>
    [Fact]
    public async Task TokenThatPromisesTls_ToAPortalWithoutIt_IsNamed()
    {
        await using var client = conference.NewClient();
        var token = OwtClient.Testing.FakePortal.CreateToken(conference.Server.Url.Authority, secure: true);
        var failure = await Assert.ThrowsAsync<ConferenceException>(() => client.JoinAsync(token, Stop));
        Assert.Equal(ConferenceError.SignalingFailed, failure.Error);
        Assert.Contains("plain HTTP", failure.Message, StringComparison.Ordinal);
    }
}
