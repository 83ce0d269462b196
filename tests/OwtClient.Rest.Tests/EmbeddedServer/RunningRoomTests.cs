using OwtClient.Rest.Models;
using OwtClient.Streams;
using OwtClient.Tokens;
using OwtClient.WebRtc;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>Participants and streams of a room in which conference clients are, over loopback with real media sessions.</summary>
public sealed class RunningRoomTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly PeerConnectionFactory _engine = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });
    private ServerFixture _fixture = null!;
    private string _room = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private OwtManagementClient Api => _fixture.Api;

    public async ValueTask InitializeAsync()
    {
        _fixture = await ServerFixture.StartAsync();
        _room = (await Api.Rooms.CreateAsync("standup")).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Participant_IsListedChangedAndKicked()
    {
        await using var alice = await JoinAsync("alice");
        var listed = Assert.Single(await Api.Participants.ListAsync(_room));
        Assert.Equal(("alice", "presenter"), (listed.User, listed.Role));
        Assert.Equal(new Permission(new(true, true), new(true, true)), listed.Permission);

        var changed = await Api.Participants.AllowPublishingAsync(_room, listed.Id, TrackKind.Video, allowed: false);
        Assert.Equal(new MediaPermission(true, false), changed.Permission.Publish);
        await Assert.ThrowsAsync<ConferenceException>(() => alice.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop));
        await using (await alice.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop))
        {
            // sound is still allowed
        }

        Assert.Equal(new MediaPermission(false, true), (await Api.Participants.SetSubscribePermissionAsync(_room, listed.Id, new(false, true))).Permission.Subscribe);

        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        alice.Disconnected += (_, _) => gone.TrySetResult();
        await Api.Participants.KickAsync(_room, listed.Id);
        await gone.Task.WaitAsync(Limit, Stop);
        Assert.Empty(await Api.Participants.ListAsync(_room));
    }

    [Fact]
    public async Task UnknownParticipant_IsRefused()
    {
        await AssertRefusedAsync(ManagementError.ParticipantNotFound, () => Api.Participants.GetAsync(_room, "nobody"));
        await AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => Api.Participants.KickAsync(_room, "nobody"));
        await AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => Api.Participants.AllowPublishingAsync(_room, "nobody", TrackKind.Audio, true));
        await AssertRefusedAsync(ManagementError.RoomNotFound, () => Api.Participants.ListAsync("000000000000000000000000"));
    }

    [Fact]
    public async Task ParticipantLimit_CountsForTheNext()
    {
        await Api.Rooms.UpdateAsync(_room, new RoomOptions { ParticipantLimit = 1 });
        await using var alice = await JoinAsync("alice");
        var refusal = await Assert.ThrowsAsync<ConferenceException>(() => JoinAsync("bob"));
        Assert.Equal((ConferenceError.Rejected, "Room is full"), (refusal.Error, refusal.ServerText));
        Assert.Equal(["alice"], (await Api.Participants.ListAsync(_room)).Select(participant => participant.User));

        await Api.Rooms.UpdateAsync(_room, new RoomOptions { ParticipantLimit = 2 });
        await using var bob = await JoinAsync("bob");
        Assert.Equal(2, (await Api.Participants.ListAsync(_room)).Count);
    }

    [Fact]
    public async Task CustomRole_DecidesWhatItsHolderMayDo()
    {
        await Api.Rooms.UpdateAsync(_room, new RoomOptions { Roles = [new("listener", new(false, false), new(true, false))] });
        await using var alice = await JoinAsync("alice", "listener");
        var listed = Assert.Single(await Api.Participants.ListAsync(_room));
        Assert.Equal(new Permission(new(false, false), new(true, false)), listed.Permission);
        await Assert.ThrowsAsync<ConferenceException>(() => alice.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop));
    }

    [Fact]
    public async Task Stream_IsToldInBothShapesMutedAndEnded()
    {
        await using var alice = await JoinAsync("alice");
        await using var publication = await alice.PublishAsync(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack()), cancellationToken: Stop);

        var stream = Assert.Single(await Api.Streams.ListAsync(_room));
        var owner = Assert.Single(await Api.Participants.ListAsync(_room)).Id;
        Assert.Equal((publication.Id, "forward", owner, "webrtc"), (stream.Id, stream.Type, stream.Info!.Owner, stream.Info.Type));
        Assert.Equal("opus", stream.Media!.Audio!.Format!.Codec);
        Assert.Single(stream.Media.Video!.Original!);

        using var v1 = new OwtManagementClient(new OwtManagementOptions
        {
            Address = _fixture.Server.Url,
            Credentials = new(_fixture.Server.ManagementAccount!.ServiceId, _fixture.Server.ManagementAccount.ServiceKey),
            StreamsVersion = ManagementApiVersion.V1,
        });
        var old = await v1.Streams.GetAsync(_room, stream.Id);
        Assert.Null(old.Media!.Video!.Original);
        Assert.Equal(stream.Media.Video.Original![0].Format, old.Media.Video.Format);

        Assert.Equal("inactive", (await Api.Streams.MuteAsync(_room, stream.Id, TrackKind.Video)).Media!.Video!.Status);
        Assert.Equal("active", (await Api.Streams.UnmuteAsync(_room, stream.Id, TrackKind.Video)).Media!.Video!.Status);
        await AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => Api.Streams.MixAsync(_room, stream.Id, "common"));

        await Api.Streams.DeleteAsync(_room, stream.Id);
        Assert.Empty(await Api.Streams.ListAsync(_room));
        await AssertRefusedAsync(ManagementError.StreamNotFound, () => Api.Streams.GetAsync(_room, stream.Id));
        await AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => Api.Streams.DeleteAsync(_room, stream.Id));
    }

    /// <summary>The v1.1 routes of streams do not ask whose room it is; those of v1 do (PROTOCOL §8.7).</summary>
    [Fact]
    public async Task StreamsOfAnotherServicesRoom_AreShownByV11Alone()
    {
        var service = await Api.Services.CreateAsync("app", "0123");
        using var v11 = _fixture.CreateClient(service.Id, "0123");
        Assert.Empty(await v11.Streams.ListAsync(_room));
        using var v1 = new OwtManagementClient(new OwtManagementOptions
        {
            Address = _fixture.Server.Url, Credentials = new(service.Id, "0123"), StreamsVersion = ManagementApiVersion.V1,
        });
        await AssertRefusedAsync(ManagementError.RoomNotFound, () => v1.Streams.ListAsync(_room));
    }

    [Fact]
    public async Task DeletedRoom_DropsItsParticipants()
    {
        await using var alice = await JoinAsync("alice");
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        alice.Disconnected += (_, _) => gone.TrySetResult();
        await Api.Rooms.DeleteAsync(_room);
        await gone.Task.WaitAsync(Limit, Stop);
    }

    /// <summary>The one line that joins this package and the conference client.</summary>
    private async Task<ConferenceClient> JoinAsync(string user, string role = "presenter")
    {
        ITokenProvider tokens = TokenProvider.FromDelegate(new RoomTokenProvider(Api, _room, user, role).GetTokenAsync);
        var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = _engine });
        try
        {
            await client.JoinAsync(await tokens.GetTokenAsync(Stop), Stop);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private static async Task AssertRefusedAsync(ManagementError error, Func<Task> call) =>
        Assert.Equal(error, (await Assert.ThrowsAsync<OwtManagementException>(call)).Error);
}
