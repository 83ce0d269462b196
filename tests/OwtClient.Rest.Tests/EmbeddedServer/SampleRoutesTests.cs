using System.Net;
using System.Text;
using OwtClient.Rest.Models;
using OwtClient.Rest.SampleService;
using OwtClient.Server;
using OwtClient.Streams;
using OwtClient.Tokens;
using OwtClient.WebRtc;

namespace OwtClient.Rest.Tests.EmbeddedServer;

/// <summary>The client of the sample application server against the embedded server's routes of that kind (PROTOCOL §8.11).</summary>
public sealed class SampleRoutesTests : IAsyncLifetime
{
    private readonly PeerConnectionFactory _engine = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"owt-recordings-{Guid.NewGuid():N}");
    private ConferenceServer _server = null!;
    private SampleServiceClient _service = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ConferenceServer.StartAsync(
            new ConferenceServerOptions { Management = null, Recording = new RecordingOptions { Directory = _folder } }, Stop);
        _service = new SampleServiceClient(new SampleServiceOptions { Address = _server.Url });
    }

    public async ValueTask DisposeAsync()
    {
        _service.Dispose();
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Room_LivesOnTheNewAndTheOldRoutes()
    {
        var made = await _service.Rooms.CreateAsync("standup", new RoomOptions { ParticipantLimit = 2 });
        Assert.Equal(("standup", 2), (made.Name, made.ParticipantLimit));
        Assert.Equal("retro", (await _service.Rooms.UpdateAsync(made.Id, new RoomOptions { Name = "retro" })).Name);
        Assert.Equal("retro", (await _service.Rooms.GetAsync(made.Id)).Name);

        var old = await _service.Legacy.CreateRoomAsync("old");
        Assert.Equal("old", (await _service.Legacy.GetRoomAsync(old.Id)).Name);
        var names = new List<string>();
        await foreach (var room in _service.Rooms.ListAsync()) names.Add(room.Name!);
        Assert.Equal(["old", "retro", "sampleRoom"], names.Order());
        Assert.Equal(names.Order(), (await _service.Legacy.ListRoomsAsync()).Select(room => room.Name).Order());

        await _service.Rooms.DeleteAsync(made.Id);
        await _service.Legacy.DeleteRoomAsync(old.Id);
        await AssertRefusedAsync(HttpStatusCode.NotFound, () => _service.Rooms.GetAsync(made.Id));
        await AssertRefusedAsync(HttpStatusCode.NotFound, () => _service.Legacy.GetRoomAsync(old.Id));
    }

    [Fact]
    public async Task Token_LeadsToThePortal()
    {
        foreach (var token in (string[])[await _service.CreateTokenAsync("alice", "presenter"), await _service.Legacy.CreateTokenAsync("bob", "viewer")])
            Assert.Equal(_server.Url, ConferenceToken.Parse(token).Portal);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, () => _service.CreateTokenAsync("alice", "nobody"));
    }

    [Fact]
    public async Task ParticipantsAndStreams_AreListedChangedAndRemoved()
    {
        var room = await _service.Rooms.CreateAsync("standup");
        await using var alice = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = _engine });
        await alice.JoinAsync(await _service.CreateTokenAsync("alice", "presenter", room.Id), Stop);
        var listed = Assert.Single(await _service.Participants.ListAsync(room.Id));
        Assert.Equal(listed, Assert.Single(await _service.Legacy.ListUsersAsync(room.Id)));
        Assert.Equal("alice", (await _service.Legacy.GetUserAsync(room.Id, listed.Id)).User);
        Assert.False((await _service.Participants.AllowPublishingAsync(room.Id, listed.Id, TrackKind.Video, allowed: false)).Permission.Publish.Video);

        await using var publication = await alice.PublishAsync(new LocalStream(new LocalAudioTrack()), cancellationToken: Stop);
        Assert.Equal(publication.Id, Assert.Single(await _service.Streams.ListAsync(room.Id), stream => stream.Type == "forward").Id);
        Assert.Equal("inactive", (await _service.Streams.MuteAsync(room.Id, publication.Id, TrackKind.Audio)).Media!.Audio!.Status);
        await AssertRefusedAsync(HttpStatusCode.InternalServerError, () => _service.Streams.MixAsync(room.Id, publication.Id, "nosuchview"));

        var recording = await _service.Recordings.CreateAsync(room.Id, new SubscriptionMedia { Audio = new Models.AudioSource(publication.Id) });
        Assert.Equal(recording.Id, Assert.Single(await _service.Recordings.ListAsync(room.Id)).Id);
        await _service.Recordings.DeleteAsync(room.Id, recording.Id);
        Assert.True(File.Exists(recording.Storage!.File));

        await _service.Streams.DeleteAsync(room.Id, publication.Id);
        Assert.Equal("mixed", Assert.Single(await _service.Streams.ListAsync(room.Id)).Type);
        await _service.Legacy.KickUserAsync(room.Id, listed.Id);
        Assert.Empty(await _service.Participants.ListAsync(room.Id));
        await AssertRefusedAsync(HttpStatusCode.NotFound, () => _service.Participants.GetAsync(room.Id, listed.Id));
    }

    /// <summary>The status of the original when its cluster cannot do what is asked.</summary>
    [Fact]
    public async Task WhatTheServerDoesNotHave_IsRefused()
    {
        var room = (await _service.Rooms.CreateAsync("standup")).Id;
        var sound = new SubscriptionMedia { Audio = new Models.AudioSource("s") };
        await AssertRefusedAsync(HttpStatusCode.InternalServerError, () => _service.StreamingIns.CreateAsync(room, new StreamingInConnection("rtsp://camera.test/1")));
        await AssertRefusedAsync(HttpStatusCode.InternalServerError, () => _service.StreamingIns.DeleteAsync(room, "s"));
        await AssertRefusedAsync(HttpStatusCode.InternalServerError, () => _service.StreamingOuts.CreateAsync(room, "rtmp://cdn.test/1", sound));
        await AssertRefusedAsync(HttpStatusCode.InternalServerError, () => _service.SipCalls.DeleteAsync(room, "c"));
        Assert.Empty(await _service.StreamingOuts.ListAsync(room));
        Assert.Empty(await _service.SipCalls.ListAsync(room));
    }

    [Theory]
    [InlineData("GET", "/rooms/ROOM/tokens", HttpStatusCode.NotFound)]
    [InlineData("POST", "/rooms/ROOM/tokens", HttpStatusCode.NotFound)]
    [InlineData("GET", "/rooms/ROOM/analytics", HttpStatusCode.NotFound)]
    [InlineData("POST", "/rooms/ROOM/cascading", HttpStatusCode.NotFound)]
    [InlineData("GET", "/rooms/a%20b", HttpStatusCode.NotFound)]
    [InlineData("POST", "/getRooms", HttpStatusCode.NotFound)]
    [InlineData("PATCH", "/rooms/ROOM", HttpStatusCode.InternalServerError)]
    [InlineData("POST", "/rooms", HttpStatusCode.BadRequest)]
    public async Task OtherRequest_IsStatusAndReasonPhrase(string method, string path, HttpStatusCode status)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_server.Url, path.Replace("ROOM", _server.Rooms[0].Id, StringComparison.Ordinal)));
        using var response = await http.SendAsync(request);
        Assert.Equal((status, response.ReasonPhrase), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    /// <summary>A web page of elsewhere can send texts and forms without asking the server first, JSON it cannot.</summary>
    [Theory]
    [InlineData("text/plain", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.BadRequest)]
    [InlineData("application/json", HttpStatusCode.OK)]
    public async Task BodyThatIsNotCalledJson_IsNotRead(string contentType, HttpStatusCode status)
    {
        using var http = new HttpClient();
        using var content = new StringContent("{\"name\":\"of a web page\"}", Encoding.UTF8, contentType);
        using var response = await http.PostAsync(new Uri(_server.Url, "/rooms"), content);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task RoutesThatAreSwitchedOff_AreNotThere()
    {
        await using var server = await ConferenceServer.StartAsync(new ConferenceServerOptions { ServeSampleRoutes = false }, Stop);
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Url, "/rooms"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task AssertRefusedAsync(HttpStatusCode status, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<OwtManagementException>(call);
        Assert.Equal((status, ManagementError.None), (failure.StatusCode, failure.Error));
    }
}
