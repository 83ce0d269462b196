using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OwtClient.Server;
using OwtClient.Server.Faults;
using OwtClient.Signaling;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.IntegrationTests.Server;

/// <summary>The faults that need real sockets, and the control endpoint.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PeerConnectionFactory _engine = new(new PeerConnectionFactoryOptions { LoopbackOnly = true });
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private ConferenceServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ConferenceServer.StartAsync(new() { ServeFaultEndpoint = true, PingInterval = TimeSpan.FromSeconds(1) }, Stop);
        _http.BaseAddress = _server.Url;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _engine.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData(SocketIoTransport.WebSocket)]
    [InlineData(SocketIoTransport.Polling)]
    public async Task DroppedSocket_EndsWithoutAGoodbye_AndTheParticipantIsWaitedFor(SocketIoTransport transport)
    {
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        var disconnected = new TaskCompletionSource<SignalingDisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        signaling.Disconnected += (_, e) => disconnected.TrySetResult(e.Reason);
        var ticket = await LoginAsync(signaling, "ada");

        Assert.Equal(1, _server.Faults.DropSockets("ada"));

        Assert.NotEqual(SignalingDisconnectReason.ServerClosed, await disconnected.Task.WaitAsync(Patience, Stop));
        await _server.WaitForRoomsAsync(rooms => rooms[0].Participants is [{ User: "ada", IsConnected: false }], Stop).WaitAsync(Patience, Stop);
        await using var next = new SocketIoSignaling(new SocketIoSignalingOptions { Transport = transport });
        await next.ConnectAsync(_server.Url, Stop);
        Assert.Equal("ok", (await next.SendAsync("relogin", JsonSerializer.SerializeToElement(ticket), Stop)).Arguments[0].GetString());
        Assert.True(Assert.Single(_server.Rooms[0].Participants).IsConnected);
    }

    [Fact]
    public async Task RefusedSockets_CannotConnect_UntilTheTimeIsOver()
    {
        _server.Faults.RefuseSockets(TimeSpan.FromDays(1));
        await using (var refused = new SocketIoSignaling(new SocketIoSignalingOptions()))
            await Assert.ThrowsAsync<SignalingException>(() => refused.ConnectAsync(_server.Url, Stop));
        Assert.True(_server.Faults.RefusedSockets > 0);

        _server.Faults.RefuseSockets(TimeSpan.Zero);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions());
        await signaling.ConnectAsync(_server.Url, Stop);
    }

    [Fact]
    public async Task ServerThatStopsPinging_IsNoticedByTheClient_AndDoesNotMindItself()
    {
        await using var server = await ConferenceServer.StartAsync(
            new() { PingInterval = TimeSpan.FromMilliseconds(100), PingTimeout = TimeSpan.FromMilliseconds(200) }, Stop);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions());
        var disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        signaling.Disconnected += (_, _) => disconnected.TrySetResult();
        await signaling.ConnectAsync(server.Url, Stop);
        await RedeemAsync(signaling, server.CreateToken(null, "ada"), Stop);

        Assert.Equal(1, server.Faults.StopPinging("ada"));

        await disconnected.Task.WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task KilledTransport_FallsSilent_AndNobodyIsTold()
    {
        await using var client = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = _engine });
        await client.JoinAsync(_server.CreateToken(null, "ada"), Stop);
        await using var factory = new RecordingFactory(_engine);
        await using var publisher = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = factory });
        await publisher.JoinAsync(_server.CreateToken(null, "bob"), Stop);
        var video = new LocalVideoTrack();
        await using var publication = await publisher.PublishAsync(new LocalStream(video), cancellationToken: Stop);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var connection = factory.Connections.Single();
        connection.ConnectionStateChanged += (_, state) =>
        {
            if (state is PeerConnectionState.Disconnected or PeerConnectionState.Failed) failed.TrySetResult();
            if (state == PeerConnectionState.Closed) failed.TrySetException(new InvalidOperationException("The server said goodbye."));
        };

        Assert.True(_server.Faults.KillTransport(publication.Id));
        Assert.False(_server.Faults.KillTransport("nobody"));

        await failed.Task.WaitAsync(Patience, Stop); // consent is not answered any more
        Assert.Contains(_server.Rooms[0].Sessions, session => session.Id == publication.Id && session.IsLive);
        Assert.Contains(publication.Id, _server.Rooms[0].StreamIds);
    }

    [Fact]
    public async Task CrashedNode_EndsThePublication_AndNothingOfItIsLeft()
    {
        await using var publisher = new ConferenceClient(new ConferenceClientOptions { PeerConnectionFactory = _engine });
        await publisher.JoinAsync(_server.CreateToken(null, "bob"), Stop);
        await publisher.PublishAsync(new LocalStream(new LocalVideoTrack()), cancellationToken: Stop);

        Assert.Equal(1, _server.Faults.CrashNode());

        await _server.WaitForRoomsAsync(rooms => rooms[0].Sessions.Count == 0, Stop).WaitAsync(Patience, Stop);
    }

    [Fact]
    public async Task Endpoint_AddsRules_CountsThem_AndTakesThemBack()
    {
        var added = await PostAsync(new { act = "refuseRequest", name = "text", text = "no", participant = "ada" }, HttpStatusCode.OK);
        await using var signaling = new SocketIoSignaling(new SocketIoSignalingOptions());
        await LoginAsync(signaling, "ada");
        var ack = await signaling.SendAsync("text", JsonSerializer.SerializeToElement(new { to = "all", message = "x" }), Stop);

        Assert.Equal("no", ack.Arguments[1].GetString());
        var listed = (await _http.GetFromJsonAsync<JsonElement>("/faults", Stop))[0];
        Assert.Equal((added.GetProperty("id").GetInt32(), 1), (listed.GetProperty("id").GetInt32(), listed.GetProperty("fired").GetInt32()));
        using var removed = await _http.DeleteAsync(new Uri($"/faults/{listed.GetProperty("id")}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Empty(_server.Faults.Faults);
        Assert.Equal(1, (await PostAsync(new { act = "expireTickets" }, HttpStatusCode.OK)).GetProperty("count").GetInt32());
        Assert.Equal(1, (await PostAsync(new { act = "stopPinging", participant = "ada" }, HttpStatusCode.OK)).GetProperty("count").GetInt32());
        Assert.Equal(0, (await PostAsync(new { act = "killTransport", sessionId = "x" }, HttpStatusCode.OK)).GetProperty("count").GetInt32());
        Assert.Equal(0, (await PostAsync(new { act = "crashNode" }, HttpStatusCode.OK)).GetProperty("count").GetInt32());
        await PostAsync(new { act = "refuseSockets", durationMs = 1 }, HttpStatusCode.OK);
        var room = (await _http.GetFromJsonAsync<JsonElement>("/faults/rooms", Stop))[0];
        Assert.Equal("ada", room.GetProperty("participants")[0].GetProperty("user").GetString());
        Assert.Equal(1, (await PostAsync(new { act = "dropSockets" }, HttpStatusCode.OK)).GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData("""{"act":"explode"}""")]
    [InlineData("""{"act":"loseAck","nmae":"text"}""")]
    [InlineData("""{"act":"delayAck","name":"text"}""")]
    [InlineData("""{"act":"refuseSockets","durationMs":-1}""")]
    [InlineData("""{"act":"killTransport"}""")]
    [InlineData("{}")]
    [InlineData("nonsense")]
    public async Task Endpoint_SaysWhatIsWrong(string body)
    {
        using var response = await _http.PostAsync("/faults", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("error").GetString()!);
        Assert.Empty(_server.Faults.Faults);
    }

    [Fact]
    public async Task Endpoint_IsOffUnlessAskedFor_AndTakesNoForms()
    {
        using var form = await _http.PostAsync("/faults", new StringContent("""{"act":"dropSockets"}""", System.Text.Encoding.UTF8, "text/plain"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);

        await using var server = await ConferenceServer.StartAsync(cancellationToken: Stop);
        using var response = await _http.GetAsync(new Uri(server.Url, "/faults"), Stop);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string> LoginAsync(SocketIoSignaling signaling, string user)
    {
        await signaling.ConnectAsync(_server.Url, Stop);
        return await RedeemAsync(signaling, _server.CreateToken(null, user), Stop);
    }

    private static async Task<string> RedeemAsync(SocketIoSignaling signaling, string token, CancellationToken stop)
    {
        var request = new { token, userAgent = new { sdk = new { type = "C++", version = "5.1" } }, protocol = "1.2" };
        var ack = await signaling.SendAsync("login", JsonSerializer.SerializeToElement(request), stop);
        return ack.Arguments[1].GetProperty("reconnectionTicket").GetString()!;
    }

    private async Task<JsonElement> PostAsync(object body, HttpStatusCode expected)
    {
        using var response = await _http.PostAsJsonAsync("/faults", body, Stop);
        Assert.Equal(expected, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>Hands out an engine's connections and remembers them.</summary>
    private sealed class RecordingFactory(IPeerConnectionFactory engine) : IPeerConnectionFactory
    {
        public List<IPeerConnection> Connections { get; } = [];

        public IPeerConnection CreatePeerConnection(PeerConnectionOptions options)
        {
            var connection = engine.CreatePeerConnection(options);
            Connections.Add(connection);
            return connection;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
