using System.Net;
using OwtClient.Rest.Models;
using OwtClient.Rest.SampleService;

namespace OwtClient.Rest.Tests.SampleService;

public sealed class SampleServiceClientTests : IDisposable
{
    private const string Room = """{"_id":"65a1b2c3d4e5f60718293a4b","name":"sampleRoom"}""";
    private const string User = """{"id":"p","user":"alice","role":"presenter","permission":{"publish":{"audio":true,"video":true},"subscribe":{"audio":true,"video":true}}}""";
    private const string Stream = """{"id":"s","type":"forward","media":{"video":{"status":"active","format":{"codec":"vp8"}}},"info":{"owner":"p","inViews":[]}}""";
    private const string Subscription = """{"id":"x","media":{"audio":{"from":"s"}}}""";

    private readonly FakeServer _server = new();
    private readonly HttpClient _http;
    private readonly SampleServiceClient _client;

    public SampleServiceClientTests()
    {
        _http = new HttpClient(_server);
        _client = new SampleServiceClient(_http, new SampleServiceOptions { Address = new Uri("http://owt.test:3001") });
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    public static TheoryData<Func<SampleServiceClient, Task>, string, string?, string> Calls => new()
    {
        { api => api.CreateTokenAsync("alice", "presenter"), "POST /tokens", """{"user":"alice","role":"presenter"}""", "token" },
        { api => api.CreateTokenAsync("alice", "viewer", "r"), "POST /tokens", """{"room":"r","user":"alice","role":"viewer"}""", "token" },
        { api => api.Rooms.GetAsync("r"), "GET /rooms/r", null, Room },
        { api => api.Rooms.CreateAsync("n"), "POST /rooms", """{"name":"n"}""", Room },
        { api => api.Rooms.UpdateAsync("r", new RoomOptions { InputLimit = 2 }), "PUT /rooms/r", """{"inputLimit":2}""", Room },
        { api => api.Rooms.DeleteAsync("r"), "DELETE /rooms/r", null, "Room deleted" },
        { api => api.Participants.ListAsync("r"), "GET /rooms/r/participants", null, $"[{User}]" },
        { api => api.Participants.GetAsync("r", "p"), "GET /rooms/r/participants/p", null, User },
        {
            api => api.Participants.AllowPublishingAsync("r", "p", TrackKind.Video, false),
            "PATCH /rooms/r/participants/p",
            """[{"op":"replace","path":"/permission/publish/video","value":false}]""",
            User
        },
        { api => api.Participants.KickAsync("r", "p"), "DELETE /rooms/r/participants/p", null, "" },
        { api => api.Streams.ListAsync("r"), "GET /rooms/r/streams", null, $"[{Stream}]" },
        { api => api.Streams.GetAsync("r", "s"), "GET /rooms/r/streams/s", null, Stream },
        { api => api.Streams.MixAsync("r", "s", "common"), "PATCH /rooms/r/streams/s", """[{"op":"add","path":"/info/inViews","value":"common"}]""", Stream },
        { api => api.Streams.DeleteAsync("r", "s"), "DELETE /rooms/r/streams/s", null, "" },
        {
            api => api.StreamingIns.CreateAsync("r", new StreamingInConnection("rtsp://camera.test/1"), new StreamingInMedia { Audio = StreamingInChoice.No }),
            "POST /rooms/r/streaming-ins",
            """{"url":"rtsp://camera.test/1","transport":{"protocol":"tcp","bufferSize":8192},"media":{"audio":false,"video":"auto"}}""",
            Stream
        },
        { api => api.StreamingIns.DeleteAsync("r", "s"), "DELETE /rooms/r/streaming-ins/s", null, "" },
        { api => api.StreamingOuts.ListAsync("r"), "GET /rooms/r/streaming-outs", null, $"[{Subscription}]" },
        {
            api => api.StreamingOuts.CreateAsync("r", "rtmp://cdn.test/a", new SubscriptionMedia { Audio = new("s") }, "rtmp"),
            "POST /rooms/r/streaming-outs",
            """{"protocol":"rtmp","url":"rtmp://cdn.test/a","media":{"audio":{"from":"s"},"video":false}}""",
            Subscription
        },
        { api => api.StreamingOuts.ChangeAudioSourceAsync("r", "x", "t"), "PATCH /rooms/r/streaming-outs/x", """[{"op":"replace","path":"/media/audio/from","value":"t"}]""", Subscription },
        { api => api.StreamingOuts.DeleteAsync("r", "x"), "DELETE /rooms/r/streaming-outs/x", null, "" },
        { api => api.Recordings.ListAsync("r"), "GET /rooms/r/recordings", null, $"[{Subscription}]" },
        {
            api => api.Recordings.CreateAsync("r", new SubscriptionMedia { Audio = new("s") }, RecordingContainer.Mkv),
            "POST /rooms/r/recordings",
            """{"container":"mkv","media":{"audio":{"from":"s"},"video":false}}""",
            Subscription
        },
        { api => api.Recordings.ChangeAudioSourceAsync("r", "x", "t"), "PATCH /rooms/r/recordings/x", """[{"op":"replace","path":"/media/audio/from","value":"t"}]""", Subscription },
        { api => api.Recordings.DeleteAsync("r", "x"), "DELETE /rooms/r/recordings/x", null, "" },
        { api => api.SipCalls.ListAsync("r"), "GET /rooms/r/sipcalls", null, """[{"id":"c"}]""" },
        {
            api => api.SipCalls.CreateAsync("r", "bob@sip.test", new SubscriptionMedia { Audio = new("s") }, takeVideo: false),
            "POST /rooms/r/sipcalls",
            """{"peerURI":"bob@sip.test","mediaIn":{"audio":true,"video":false},"mediaOut":{"audio":{"from":"s"},"video":false}}""",
            """{"id":"c"}"""
        },
        { api => api.SipCalls.ChangeAudioSourceAsync("r", "c", "t"), "PATCH /rooms/r/sipcalls/c", """[{"op":"replace","path":"/output/media/audio/from","value":"t"}]""", """{"id":"c"}""" },
        { api => api.SipCalls.DeleteAsync("r", "c"), "DELETE /rooms/r/sipcalls/c", null, "" },
        { api => api.Legacy.CreateTokenAsync("alice", "presenter", "r"), "POST /createToken/", """{"room":"r","username":"alice","role":"presenter"}""", "token" },
        { api => api.Legacy.ListRoomsAsync(), "GET /getRooms/", null, $"[{Room}]" },
        { api => api.Legacy.GetRoomAsync("r"), "GET /getRoom/r", null, Room },
        { api => api.Legacy.CreateRoomAsync("n"), "POST /createRoom/", """{"name":"n"}""", Room },
        { api => api.Legacy.DeleteRoomAsync("r"), "DELETE /room/r", null, "Room deleted" },
        { api => api.Legacy.ListUsersAsync("r"), "GET /getUsers/r", null, $"[{User}]" },
        { api => api.Legacy.GetUserAsync("r", "p"), "GET /room/r/user/p", null, User },
        { api => api.Legacy.KickUserAsync("r", "p"), "DELETE /room/r/user/p", null, "" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_IsTheRouteOfTheServer(Func<SampleServiceClient, Task> call, string request, string? body, string answer)
    {
        _server.Answer(answer);
        await call(_client);
        Endpoint.Check(_server.Request, request, body);
        Assert.Null(_server.Request.Authorization); // it asks for none
    }

    [Fact]
    public async Task Rooms_AreAllInOneAnswer()
    {
        _server.Answer($"[{Room}]");
        var names = new List<string?>();
        await foreach (var room in _client.Rooms.ListAsync(cancellationToken: TestContext.Current.CancellationToken)) names.Add(room.Name);
        Assert.Equal(["sampleRoom"], names);
    }

    /// <summary>Status and reason phrase as text: there is no code to tell.</summary>
    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "Bad Request", ManagementFault.Request)]
    [InlineData(HttpStatusCode.NotFound, "Not Found", ManagementFault.Request)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Service Unavailable", ManagementFault.Server)]
    public async Task Refusal_IsStatusAndText(HttpStatusCode status, string text, ManagementFault fault)
    {
        _server.Answer(text, status, "text/plain");
        var failure = await Assert.ThrowsAsync<OwtManagementException>(() => _client.CreateTokenAsync("alice", "presenter"));
        Assert.Equal((status, ManagementError.None, text, fault), (failure.StatusCode, failure.Error, failure.ServerMessage, failure.Fault));
    }
}
