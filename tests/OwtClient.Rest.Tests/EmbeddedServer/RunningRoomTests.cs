using OwtClient.Rest.Models;
using OwtClient.Streams;
using OwtClient.Tokens;
using OwtClient.WebRtc;
using LayoutArea = OwtClient.Rest.Models.LayoutArea;
using LayoutRegion = OwtClient.Rest.Models.LayoutRegion;

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

        var stream = await OnlyForwardStreamAsync();
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

        await Api.Streams.DeleteAsync(_room, stream.Id);
        Assert.Equal([$"{_room}-common"], (await Api.Streams.ListAsync(_room)).Select(left => left.Id));
        await AssertRefusedAsync(ManagementError.StreamNotFound, () => Api.Streams.GetAsync(_room, stream.Id));
        await AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => Api.Streams.DeleteAsync(_room, stream.Id));
    }

    [Fact]
    public async Task MixedView_IsToldInBothShapes_AndChanged()
    {
        await using var alice = await JoinAsync("alice");
        await using var first = await alice.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        await using var second = await alice.PublishAsync(new LocalStream(new LocalAudioTrack(), new LocalVideoTrack()), cancellationToken: Stop);
        var id = $"{_room}-common";
        var view = await Api.Streams.GetAsync(_room, id);
        Assert.Equal(("mixed", "common", "opus"), (view.Type, view.Info!.Label, view.Media!.Audio!.Format!.Codec));
        Assert.Equal("vp8", Assert.Single(view.Media.Video!.Original!).Format!.Codec);

        await WaitForInputAsync(alice, second.Id);
        Assert.Equal([second.Id], await ShownAsync());
        Assert.Empty((await Api.Streams.UnmixAsync(_room, second.Id, "common")).Info!.InViews!);
        Assert.Equal([first.Id], await ShownAsync());
        Assert.Equal(["common"], (await Api.Streams.MixAsync(_room, second.Id, "common")).Info!.InViews!);
        Assert.Equal([second.Id], await ShownAsync());

        Assert.Equal([first.Id], ShownIn(await Api.Streams.SetRegionStreamAsync(_room, id, 0, first.Id)));
        var whole = new LayoutRegion("1", new LayoutArea("0", "0/1", "1", "2/2"));
        Assert.Equal([second.Id], ShownIn(await Api.Streams.SetLayoutAsync(_room, id, [new(whole, second.Id)])));
        Assert.Equal(new LayoutArea("0/1", "0/1", "1/1", "1/1"), (await Api.Streams.GetAsync(_room, id)).Info!.Layout![0].Region.Area);
        Assert.Equal([second.Id], ShownIn(await Api.Streams.SetLayoutAsync(_room, id, [new(whole)]))); // nobody's: the newest

        async Task<IEnumerable<string?>> ShownAsync() => ShownIn(await Api.Streams.GetAsync(_room, id));
        static IEnumerable<string?> ShownIn(StreamInfo stream) => stream.Info!.Layout!.Select(entry => entry.Stream);
    }

    [Fact]
    public async Task WhatTheMixedViewCannotDo_IsRefused()
    {
        await using var alice = await JoinAsync("alice");
        await using var publication = await alice.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);
        var (id, stream) = ($"{_room}-common", publication.Id);
        await WaitForInputAsync(alice, stream);
        var (whole, half) = (new LayoutArea("0", "0", "1", "1"), new LayoutArea("0", "0", "1/2", "1"));

        await AssertFailsAsync(Api.Streams.MixAsync(_room, stream, "stage"));
        await AssertFailsAsync(Api.Streams.MixAsync(_room, id, "common"));
        await AssertFailsAsync(Api.Streams.UnmixAsync(_room, "nosuchstream", "common"));
        await AssertFailsAsync(Api.Streams.MuteAsync(_room, id, TrackKind.Video));
        await AssertFailsAsync(Api.Streams.SetRegionStreamAsync(_room, id, 1, stream));
        await AssertFailsAsync(Api.Streams.SetRegionStreamAsync(_room, id, 0, "nosuchstream"));
        await AssertFailsAsync(Api.Streams.SetRegionStreamAsync(_room, stream, 0, stream));
        await AssertFailsAsync(Api.Streams.SetLayoutAsync(_room, id, []));
        await AssertFailsAsync(Api.Streams.SetLayoutAsync(_room, id, [new(new LayoutRegion("1", half), stream)]));
        await AssertFailsAsync(Api.Streams.SetLayoutAsync(_room, id, [new(new LayoutRegion("big", whole), stream)]));
        await AssertFailsAsync(Api.Streams.SetLayoutAsync(_room, id, [new(new LayoutRegion("1", half), stream), new(new LayoutRegion("2", half))]));
        await AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => Api.Streams.DeleteAsync(_room, id));

        static Task AssertFailsAsync(Task<StreamInfo> call) => AssertRefusedAsync(ManagementError.ClusterOperationFailed, () => call);
    }

    /// <summary>A stream takes part a moment after its publication is ready, and is told then.</summary>
    private static async Task WaitForInputAsync(ConferenceClient client, string id)
    {
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var view = client.RemoteStreams.OfType<RemoteMixedStream>().Single();
        view.LayoutChanged += (_, e) => Check(e.Layout);
        Check(view.Layout);
        await shown.Task.WaitAsync(Limit, Stop);

        void Check(IEnumerable<Streams.LayoutRegion> layout)
        {
            if (layout.Any(region => region.StreamId == id)) shown.TrySetResult();
        }
    }

    /// <summary>The v1.1 routes of streams do not ask whose room it is; those of v1 do (PROTOCOL §8.7).</summary>
    [Fact]
    public async Task StreamsOfAnotherServicesRoom_AreShownByV11Alone()
    {
        var service = await Api.Services.CreateAsync("app", "0123");
        using var v11 = _fixture.CreateClient(service.Id, "0123");
        Assert.Single(await v11.Streams.ListAsync(_room)); // the mixed view
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

    private async Task<StreamInfo> OnlyForwardStreamAsync() =>
        Assert.Single(await Api.Streams.ListAsync(_room), stream => stream.Type == "forward");

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
