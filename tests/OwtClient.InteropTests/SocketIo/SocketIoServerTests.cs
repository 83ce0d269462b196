using System.Text.Json;
using OwtClient.Server.EngineIo;
using OwtClient.Server.Tests.SocketIo;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>The embedded server's Socket.IO against the client libraries that OWT's browser SDK is used with.</summary>
public class SocketIoServerTests
{
    private const string WebSocket = """{"transports":["websocket"]}""";
    private const string Polling = """{"transports":["polling"]}""";
    private const string Upgrade = "{}"; // the library's default

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> ClientsAndTransports { get; } = new MatrixTheoryData<int, string>([2, 3, 4], [WebSocket, Polling, Upgrade]);

    [Theory]
    [MemberData(nameof(ClientsAndTransports))]
    public async Task Client_ConnectsAndGetsItsAnswers(int major, string options)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var client = await ConnectAsync(host, major, options);

        await client.EmitAsync("ok", "x");
        Assert.Equal("""["ok"]""", await AckAsync(client));
        await client.EmitAsync("echo", new { text = "ä€😀\u2028", none = (string?)null });
        var echo = JsonDocument.Parse(await AckAsync(client)).RootElement;
        Assert.Equal("ä€😀\u2028", echo[1].GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, echo[1].GetProperty("none").ValueKind);
        await client.EmitAsync("count");
        Assert.Equal("""["ok",0]""", await AckAsync(client));
    }

    [Theory]
    [MemberData(nameof(ClientsAndTransports))]
    public async Task Notifications_ComeAfterTheAnswer(int major, string options)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var client = await ConnectAsync(host, major, options);

        await client.EmitAsync("emit", "data");

        Assert.Equal("""["ok"]""", await AckAsync(client));
        Assert.Equal("""["data"]""", (await client.NextAsync("data")).GetProperty("arguments").GetRawText());
        Assert.Equal("[null]", (await client.NextAsync("data")).GetProperty("arguments").GetRawText());
    }

    [Theory]
    [MemberData(nameof(ClientsAndTransports))]
    public async Task AMessageOfAlmostOneMegabyte_PassesBothWays(int major, string options)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var client = await ConnectAsync(host, major, options);

        await client.EmitAsync("echo", new string('ü', 490_000));

        Assert.Equal(490_000, JsonDocument.Parse(await AckAsync(client)).RootElement[1].GetString()!.Length);
    }

    [Theory]
    [MemberData(nameof(ClientsAndTransports))]
    public async Task AKickedClient_IsToldSoAfterTheLastNotification(int major, string options)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var client = await ConnectAsync(host, major, options);
        var served = await host.Clients.Reader.ReadAsync(Token);

        await client.EmitAsync("kick");

        Assert.Equal("drop", (await client.NextAsync("data")).GetProperty("name").GetString());
        Assert.Equal("io server disconnect", (await client.NextAsync("disconnect")).GetProperty("reason").GetString());
        Assert.Equal(EngineIoCloseReason.ServerClosed, await served.Closed.WaitAsync(Token));
    }

    [Theory]
    [MemberData(nameof(ClientsAndTransports))]
    public async Task AClientThatCloses_IsSeenByTheServer(int major, string options)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var client = await ConnectAsync(host, major, options);
        var served = await host.Clients.Reader.ReadAsync(Token);

        await client.CloseAsync();

        Assert.Equal(EngineIoCloseReason.ClientClosed, await served.Closed.WaitAsync(Token));
        Assert.Equal("io client disconnect", (await client.NextAsync("disconnect")).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData(2, Polling)]
    [InlineData(3, WebSocket)]
    [InlineData(4, Upgrade)]
    public async Task PingsAndPongs_KeepTheConnection_AndAFrozenClientIsNoticed(int major, string options)
    {
        await using var host = await SocketIoHost.StartAsync(
            new EngineIoOptions { PingInterval = TimeSpan.FromMilliseconds(100), PingTimeout = TimeSpan.FromSeconds(4) });
        await using var client = await ConnectAsync(host, major, options);
        var served = await host.Clients.Reader.ReadAsync(Token);

        await Task.Delay(TimeSpan.FromSeconds(5), Token); // longer than it may be silent
        Assert.False(served.Closed.IsCompleted);
        await client.EmitAsync("ok");
        await AckAsync(client);
        await client.FreezeAsync();

        Assert.Equal(EngineIoCloseReason.PingTimeout, await served.Closed.WaitAsync(Token));
    }

    [Theory]
    [MemberData(nameof(ClientsAndTransports))]
    public async Task AServerThatComesBack_IsFoundAgainByTheClient(int major, string options)
    {
        var host = await SocketIoHost.StartAsync();
        await using var client = await ConnectAsync(host, major, Merge(options, """{"reconnectionDelay":50,"reconnectionDelayMax":100}"""));

        await host.DisposeAsync();
        await client.NextAsync("disconnect");
        await using var again = await SocketIoHost.StartAsync(port: host.Address.Port);
        await again.Clients.Reader.ReadAsync(Token);
    }

    /// <summary>Starts a client and waits until it is connected the way it should be.</summary>
    private static async Task<NodeClient> ConnectAsync(SocketIoHost host, int major, string options)
    {
        var client = await NodeClient.StartAsync(major, host.Address, options);
        var connected = await client.NextAsync("connect");
        Assert.Matches("^[0-9A-Za-z_-]{20}$", connected.GetProperty("id").GetString());
        Assert.Equal(options.Contains("websocket", StringComparison.Ordinal) ? "websocket" : "polling", connected.GetProperty("first").GetString());
        Assert.Equal(options.Contains("polling", StringComparison.Ordinal) ? "polling" : "websocket", connected.GetProperty("transport").GetString());
        return client;
    }

    private static async Task<string> AckAsync(NodeClient client) => (await client.NextAsync("ack")).GetProperty("arguments").GetRawText();

    private static string Merge(string options, string more) => options == "{}" ? more : $"{options[..^1]},{more[1..]}";
}
