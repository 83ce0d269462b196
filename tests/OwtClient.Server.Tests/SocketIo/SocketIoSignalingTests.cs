using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.EngineIo;
using OwtClient.Signaling;
using OwtClient.Signaling.SocketIo;

namespace OwtClient.Server.Tests.SocketIo;

/// <summary>The client's signaling against the server, over loopback, on every Engine.IO version and transport.</summary>
public class SocketIoSignalingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<int, SocketIoTransport> Ways =>
        new([3, 4], [SocketIoTransport.WebSocket, SocketIoTransport.Polling, SocketIoTransport.PollingThenWebSocket]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Request_IsAnsweredWithAllArguments(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        await signaling.ConnectAsync(host.Address, Ct);

        var one = await signaling.SendAsync("ok", Json("x"), Ct);
        var two = await signaling.SendAsync("echo", JsonSerializer.SerializeToElement(new { text = "ünïcode 𝄞 \u2028" }), Ct);
        var none = await signaling.SendAsync("count", null, Ct);

        Assert.Equal(["ok"], one.Arguments.Select(a => a.GetString()));
        Assert.Equal("ünïcode 𝄞 \u2028", two.Arguments[1].GetProperty("text").GetString());
        Assert.Equal(0, none.Arguments[1].GetInt32());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Notifications_ComeInOrderAfterTheAnswer(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        var received = Channel.CreateUnbounded<(string Name, JsonElement? Data)>();
        signaling.DataReceived += (_, e) => received.Writer.TryWrite((e.Name, e.Data));
        await signaling.ConnectAsync(host.Address, Ct);

        await signaling.SendAsync("emit", Json("data"), Ct);

        var first = await received.Reader.ReadAsync(Ct);
        var second = await received.Reader.ReadAsync(Ct);
        Assert.Equal(("stream", "data"), (first.Name, first.Data?.GetString()));
        Assert.Equal(("drop", JsonValueKind.Null), (second.Name, second.Data?.ValueKind));
    }

    /// <summary>A connection that was given up for its silence may still speak while it is closed, and there is another one already.</summary>
    [Fact]
    public async Task NotificationOfAnEarlierConnection_IsNotTakenForOneOfThisOne()
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(4, SocketIoTransport.WebSocket);
        var received = Channel.CreateUnbounded<string>();
        signaling.DataReceived += (_, e) => received.Writer.TryWrite(e.Name);
        await signaling.ConnectAsync(host.Address, Ct);
        ((ISocketIoConnectionEvents)signaling).HandleEvent(null!, "late", null);
        await signaling.SendAsync("emit", Json("data"), Ct);
        Assert.Equal("stream", await received.Reader.ReadAsync(Ct));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Kick_EndsTheConnectionOnBothSides(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        var ended = new TaskCompletionSource<SignalingDisconnectedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        signaling.Disconnected += (_, e) => ended.TrySetResult(e);
        await signaling.ConnectAsync(host.Address, Ct);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        await Assert.ThrowsAsync<SignalingException>(() => signaling.SendAsync("kick", null, Ct));

        Assert.Equal(SignalingDisconnectReason.ServerClosed, (await ended.Task.WaitAsync(Ct)).Reason);
        Assert.Equal(EngineIoCloseReason.ServerClosed, await client.Closed.WaitAsync(Ct));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Disconnect_IsSeenByTheServer(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        await signaling.ConnectAsync(host.Address, Ct);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        await signaling.DisconnectAsync(Ct);

        Assert.Equal(EngineIoCloseReason.ClientClosed, await client.Closed.WaitAsync(Ct));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ParallelRequests_AreAllAnswered(int version, SocketIoTransport transport)
    {
        const int Requests = 1000;
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        await signaling.ConnectAsync(host.Address, Ct);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Requests).Select(
                i => Task.Run(() => signaling.SendAsync("echo", JsonSerializer.SerializeToElement(i), Ct))));

        Assert.Equal(Enumerable.Range(0, Requests), answers.Select(a => a.Arguments[1].GetInt32()));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task MessageOfAlmostAMegabyte_GoesBothWays(int version, SocketIoTransport transport)
    {
        var text = new string('x', 990_000); // with its frame below the limit of 1,000,000 bytes
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        await signaling.ConnectAsync(host.Address, Ct);

        var answer = await signaling.SendAsync("echo", Json(text), Ct);

        Assert.Equal(text, answer.Arguments[1].GetString());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task HandlerBug_DoesNotEndTheConnection(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        await signaling.ConnectAsync(host.Address, Ct);

        var failing = signaling.SendAsync("fail", null, Ct);
        var answer = await signaling.SendAsync("ok", null, Ct);

        Assert.Equal("ok", answer.Arguments[0].GetString());
        Assert.False(failing.IsCompleted);
        await signaling.DisconnectAsync(Ct);
        await Assert.ThrowsAsync<SignalingException>(() => failing);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ServerRestart_FailsPendingRequestsAndAllowsANewConnection(int version, SocketIoTransport transport)
    {
        await using var signaling = Create(version, transport);
        var ended = new TaskCompletionSource<SignalingDisconnectedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        signaling.Disconnected += (_, e) => ended.TrySetResult(e);
        var host = await SocketIoHost.StartAsync();
        var address = host.Address;
        await signaling.ConnectAsync(address, Ct);
        var pending = signaling.SendAsync("silent", null, Ct);

        await host.DisposeAsync();

        await Assert.ThrowsAsync<SignalingException>(() => pending);
        await ended.Task.WaitAsync(Ct);
        await using var again = await SocketIoHost.StartAsync(port: address.Port);
        await signaling.ConnectAsync(again.Address, Ct);
        Assert.Equal("ok", (await signaling.SendAsync("ok", null, Ct)).Arguments[0].GetString());
    }

    [Theory]
    [InlineData(SocketIoTransport.WebSocket)]
    [InlineData(SocketIoTransport.Polling)]
    public async Task ServerThatStopsPinging_IsGivenUpAfterIntervalAndTimeout(SocketIoTransport transport)
    {
        var clientTime = new FakeTimeProvider();
        await using var host = await SocketIoHost.StartAsync(time: new FakeTimeProvider()); // its clock stands still: no ping ever
        await using var signaling = new SocketIoSignaling(
            new SocketIoSignalingOptions { EngineIoVersion = 4, Transport = transport, TimeProvider = clientTime });
        var ended = new TaskCompletionSource<SignalingDisconnectedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        signaling.Disconnected += (_, e) => ended.TrySetResult(e);
        await signaling.ConnectAsync(host.Address, Ct);
        var pending = signaling.SendAsync("silent", null, Ct);

        clientTime.Advance(TimeSpan.FromSeconds(44.999));
        Assert.False(ended.Task.IsCompleted);
        Assert.False(pending.IsCompleted);
        clientTime.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Equal(SignalingDisconnectReason.PingTimeout, (await ended.Task.WaitAsync(Ct)).Reason);
        await Assert.ThrowsAsync<SignalingException>(() => pending);
    }

    [Fact]
    public async Task HandlerThatThrows_MissesNothingElse()
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(4, SocketIoTransport.WebSocket);
        var names = Channel.CreateUnbounded<string>();
        signaling.DataReceived += (_, e) =>
        {
            names.Writer.TryWrite(e.Name);
            throw new InvalidOperationException("A handler's bug.");
        };
        await signaling.ConnectAsync(host.Address, Ct);

        await signaling.SendAsync("emit", Json("data"), Ct);

        Assert.Equal("stream", await names.Reader.ReadAsync(Ct));
        Assert.Equal("drop", await names.Reader.ReadAsync(Ct));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task NameWithQuotes_ReachesTheServerAsItIs(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var signaling = Create(version, transport);
        await signaling.ConnectAsync(host.Address, Ct);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        _ = signaling.SendAsync("a \"quoted\" name", null, Ct);
        await signaling.SendAsync("ok", null, Ct);

        Assert.Equal(["a \"quoted\" name", "ok"], client.Events);
    }

    private static SocketIoSignaling Create(int version, SocketIoTransport transport) =>
        new(new SocketIoSignalingOptions { EngineIoVersion = version, Transport = transport });

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);
}
