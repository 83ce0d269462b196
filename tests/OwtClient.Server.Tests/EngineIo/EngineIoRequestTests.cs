using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OwtClient.Server.EngineIo;
using OwtClient.Server.Tests.SocketIo;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>The HTTP side, request by request, as a client that behaves badly might send them.</summary>
public class EngineIoRequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "?EIO=4", 400, 0, "Transport unknown")]
    [InlineData("GET", "?EIO=4&transport=carrier-pigeon", 400, 0, "Transport unknown")]
    [InlineData("GET", "?EIO=4&transport=polling&sid=nobody", 400, 1, "Session ID unknown")]
    [InlineData("POST", "?EIO=4&transport=polling", 400, 2, "Bad handshake method")]
    [InlineData("GET", "?EIO=4&transport=websocket", 400, 3, "Bad request")]
    [InlineData("GET", "?EIO=5&transport=polling", 400, 5, "Unsupported protocol version")]
    public async Task BadRequest_IsRefusedWithItsCode(string method, string query, int status, int code, string message)
    {
        await using var host = await SocketIoHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };

        using var response = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/socket.io/" + query), Ct);

        Assert.Equal(status, (int)response.StatusCode);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal((code, message), (body.GetProperty("code").GetInt32(), body.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("/socket.io")]
    [InlineData("/socket.io/")]
    public async Task Handshake_TellsWhatTheClientNeeds(string path)
    {
        await using var host = await SocketIoHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };

        var body = await http.GetStringAsync(path + "?EIO=4&transport=polling", Ct);

        Assert.Equal('0', body[0]);
        var handshake = JsonDocument.Parse(body[1..]).RootElement;
        Assert.Matches("^[0-9A-Za-z_-]{20}$", handshake.GetProperty("sid").GetString());
        Assert.Equal("[\"websocket\"]", handshake.GetProperty("upgrades").GetRawText());
        Assert.Equal(25000, handshake.GetProperty("pingInterval").GetInt32());
        Assert.Equal(20000, handshake.GetProperty("pingTimeout").GetInt32());
        Assert.Equal(1000000, handshake.GetProperty("maxPayload").GetInt32());
    }

    [Fact]
    public async Task Version3Handshake_IsCountedAndBringsTheConnectPacket()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };

        var body = await http.GetStringAsync("/socket.io/?transport=polling", Ct);

        Assert.Matches("^[0-9]+:0\\{.*\\}2:40$", body);
    }

    [Fact]
    public async Task Browser_MayComeFromAnyOrigin()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/socket.io/?EIO=4&transport=polling");
        preflight.Headers.Add("Origin", "https://app.example");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-custom");

        using var response = await http.SendAsync(preflight, Ct);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://app.example", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", response.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.Equal("x-custom", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Fact]
    public async Task Polling_CarriesPacketsBothWays()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var polling = await RawPolling.OpenAsync(host.Address, 4);

        Assert.Equal("ok", await polling.PostAsync("40"));
        Assert.StartsWith("40{\"sid\":\"", await polling.GetAsync(), StringComparison.Ordinal);
        Assert.Equal("ok", await polling.PostAsync("421[\"echo\",\"é\"]\u001e422[\"ok\"]"));

        var answers = await polling.GetAsync();
        if (!answers.Contains('\u001e', StringComparison.Ordinal)) answers += '\u001e' + await polling.GetAsync();
        Assert.Equal("431[\"ok\",\"é\"]\u001e432[\"ok\"]", answers);
    }

    [Fact]
    public async Task SecondPoll_ClosesTheSession()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var polling = await RawPolling.OpenAsync(host.Address, 3);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        var first = polling.GetAsync();
        var second = polling.GetAsync();

        // Either may be the one too many.
        var results = await Task.WhenAll(Outcome(first), Outcome(second));
        Assert.Contains("400", results);
        Assert.Equal(EngineIoCloseReason.ProtocolError, await client.Closed.WaitAsync(Ct));
        Assert.Equal("400", await Outcome(polling.GetAsync()));
    }

    [Fact]
    public async Task BodyOverTheLimit_ClosesTheSession()
    {
        await using var host = await SocketIoHost.StartAsync(new EngineIoOptions { MaxPayloadBytes = 1000 });
        using var polling = await RawPolling.OpenAsync(host.Address, 4);
        await polling.PostAsync("40");
        var client = await host.Clients.Reader.ReadAsync(Ct);

        Assert.Equal("413", await Outcome(polling.PostAsync("42[\"echo\",\"" + new string('x', 1000) + "\"]")));

        Assert.Equal(EngineIoCloseReason.PayloadTooLarge, await client.Closed.WaitAsync(Ct));
    }

    [Fact]
    public async Task MalformedBody_ClosesTheSession()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var polling = await RawPolling.OpenAsync(host.Address, 3);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        Assert.Equal("400", await Outcome(polling.PostAsync("99:4")));

        Assert.Equal(EngineIoCloseReason.ProtocolError, await client.Closed.WaitAsync(Ct));
    }

    [Fact]
    public async Task WebSocketMessageOverTheLimit_ClosesTheSession()
    {
        await using var host = await SocketIoHost.StartAsync(new EngineIoOptions { MaxPayloadBytes = 10_000 });
        using var socket = await RawWebSocket.OpenAsync(host.Address, 3);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        await socket.SendAsync("42[\"echo\",\"" + new string('x', 10_000) + "\"]");

        Assert.Equal(EngineIoCloseReason.PayloadTooLarge, await client.Closed.WaitAsync(Ct));
    }

    [Fact]
    public async Task BinaryMessage_ClosesTheSession()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var socket = await RawWebSocket.OpenAsync(host.Address, 3);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        await socket.SendBinaryAsync([4, 1, 2, 3]);

        await client.Closed.WaitAsync(Ct);
    }

    [Fact]
    public async Task Upgrade_KeepsTheSession_AndReleasesTheWaitingPoll()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var polling = await RawPolling.OpenAsync(host.Address, 3);
        var client = await host.Clients.Reader.ReadAsync(Ct);
        var waiting = polling.GetAsync();
        using var socket = await RawWebSocket.ConnectAsync(host.Address, 3, polling.SessionId);

        await socket.SendAsync("2probe");
        Assert.Equal("3probe", await socket.ReceiveAsync());
        Assert.Equal("1:6", await waiting);
        await socket.SendAsync("5");
        await socket.SendAsync("421[\"ok\"]");

        Assert.Equal("431[\"ok\"]", await socket.ReceiveAsync());
        Assert.Equal("400", await Outcome(polling.GetAsync()));
        Assert.Equal(["ok"], client.Events);
    }

    /// <summary>The end of the request is seen before what came last has been read.</summary>
    [Fact]
    public async Task GoodbyeRightAfterTheUpgrade_IsHeard()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var polling = await RawPolling.OpenAsync(host.Address, 3);
        var client = await host.Clients.Reader.ReadAsync(Ct);
        using (var socket = await RawWebSocket.ConnectAsync(host.Address, 3, polling.SessionId))
        {
            await socket.SendAsync("2probe");
            Assert.Equal("3probe", await socket.ReceiveAsync());
            await socket.SendAsync("5");
            await socket.SendAsync("41");
        }

        Assert.Equal(EngineIoCloseReason.ClientClosed, await client.Closed.WaitAsync(Ct));
    }

    [Fact]
    public async Task AbandonedUpgrade_LeavesPollingAsItWas()
    {
        await using var host = await SocketIoHost.StartAsync();
        using var polling = await RawPolling.OpenAsync(host.Address, 3);
        using (var socket = await RawWebSocket.ConnectAsync(host.Address, 3, polling.SessionId))
        {
            await socket.SendAsync("2probe");
            Assert.Equal("3probe", await socket.ReceiveAsync());
            await socket.SendAsync("nonsense");
            await Assert.ThrowsAnyAsync<WebSocketException>(socket.ReceiveAsync);
        }

        await polling.PostAsync("9:421[\"ok\"]");
        Assert.Equal("9:431[\"ok\"]", await polling.GetAsync());
    }

    [Fact]
    public async Task ClientThatFallsSilent_IsClosedInVirtualTime()
    {
        var time = new FakeTimeProvider();
        await using var host = await SocketIoHost.StartAsync(time: time);
        using var socket = await RawWebSocket.OpenAsync(host.Address, 4);
        await socket.SendAsync("40");
        Assert.StartsWith("40{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        var client = await host.Clients.Reader.ReadAsync(Ct);

        time.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal("2", await socket.ReceiveAsync());
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(EngineIoCloseReason.PingTimeout, await client.Closed.WaitAsync(Ct));
        await Assert.ThrowsAnyAsync<WebSocketException>(socket.ReceiveAsync);
    }

    [Fact]
    public async Task SessionsOverTheLimit_AreRefused()
    {
        await using var host = await SocketIoHost.StartAsync(new EngineIoOptions { MaxSessions = 1 });
        using var polling = await RawPolling.OpenAsync(host.Address, 4);

        using var http = new HttpClient { BaseAddress = host.Address };
        using var response = await http.GetAsync("/socket.io/?EIO=4&transport=polling", Ct);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(1, host.ConnectionCount);
    }

    [Fact]
    public async Task GarbageOnTheWebSocket_NeverBreaksTheServer()
    {
        await using var host = await SocketIoHost.StartAsync();
        const string Alphabet = "0123456{}[]\",/-ab\u001eé";
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            using var socket = await RawWebSocket.OpenAsync(host.Address, 4);
            var text = new char[random.Next(1, 40)];
            for (var at = 0; at < text.Length; at++) text[at] = Alphabet[random.Next(Alphabet.Length)];
            await socket.SendAsync("40");
            await socket.SendAsync(new string(text));
        }

        using var polling = await RawPolling.OpenAsync(host.Address, 4);
        Assert.Equal("ok", await polling.PostAsync("40"));
    }

    private static async Task<string> Outcome(Task<string> request)
    {
        try
        {
            return await request;
        }
        catch (HttpRequestException e)
        {
            return $"{(int?)e.StatusCode}";
        }
    }
}
