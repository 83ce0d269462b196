using System.Text.Json.Nodes;
using System.Threading.Channels;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.Tokens;

namespace OwtClient.InteropTests.SocketIo;

/// <summary>A whole client in the conference of a scripted portal, on the Socket.IO servers that real portals are built on.</summary>
public class ScriptedConferenceTests
{
    private static readonly string[] AllProtocols = ["1.0", "1.1", "1.2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int, SocketIoTransport, string> Portals { get; } = new MatrixTheoryData<int, SocketIoTransport, string>(
        [2, 3, 4], [SocketIoTransport.WebSocket, SocketIoTransport.Polling, SocketIoTransport.PollingThenWebSocket], ["1.1", "1.2"]);

    /// <summary>Protocol 1.2 replays everything since login with numbers, 1.1 sends what was missed (PROTOCOL §3.6): once and in order either way.</summary>
    [Theory]
    [MemberData(nameof(Portals))]
    public async Task CutConnection_IsResumed_AndNothingIsLostOrDoubled(int major, SocketIoTransport transport, string protocol)
    {
        await using var portal = await StartAsync(major, protocol);
        await using var client = new ConferenceClient(new ConferenceClientOptions { Signaling = new SocketIoSignalingOptions { Transport = transport } });
        var heard = Hear(client);
        var info = await client.JoinAsync(portal.CreateToken(), Token);
        await portal.SayAsync("before");
        Assert.Equal("before", await heard.ReadAsync(Token));

        for (var cut = 1; cut <= 2; cut++)
        {
            var missed = Enumerable.Range(0, 100).Select(i => $"missed {cut} {i}").ToArray();
            await portal.CutAsync(missed);

            // Of protocol 1.1 nobody can tell which message is the last of those missed: they come when the client is back.
            string[] expected = protocol == "1.2" ? [.. missed, "(Resumed)"] : ["(Resumed)", .. missed];
            foreach (var text in expected) Assert.Equal(text, await heard.ReadAsync(Token));
            await client.SendAsync($"own {cut}", cancellationToken: Token);
            Assert.Equal($"own {cut}", await heard.ReadAsync(Token));
        }

        Assert.Equal((info.Self.Id, ClientState.Connected), (client.Self!.Id, client.State));
        await client.LeaveAsync(Token);
    }

    /// <summary>Servers of OWT 4: an older Socket.IO, an older protocol, and all of the user agent wanted.</summary>
    [Theory]
    [InlineData("1.1", ProtocolVersion.Version11)]
    [InlineData("1.0", ProtocolVersion.Version10)]
    public async Task OldServer_IsJoinedWithoutAnyOption(string protocol, ProtocolVersion expected)
    {
        await using var portal = await StartAsync(2, protocol);
        await using var client = new ConferenceClient();

        var info = await client.JoinAsync(portal.CreateToken(), Token);

        Assert.Equal(expected, info.ProtocolVersion);
        Assert.NotNull(Assert.Single(info.RemoteStreams).Audio);
        await client.LeaveAsync(Token);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ServerWithAllProtocols_IsJoinedWithTheNewest(int major)
    {
        await using var portal = await StartAsync(major, AllProtocols);
        await using var client = new ConferenceClient();

        var info = await client.JoinAsync(portal.CreateToken(), Token);

        Assert.Equal(ProtocolVersion.Version12, info.ProtocolVersion);
        Assert.NotNull(Assert.Single(info.RemoteStreams).Audio);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task PlaceThatIsGone_IsSaidSo(int major)
    {
        await using var portal = await StartAsync(major, AllProtocols);
        await using var client = new ConferenceClient();
        var disconnected = new TaskCompletionSource<DisconnectReason>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Disconnected += (_, e) => disconnected.TrySetResult(e.Reason);
        await client.JoinAsync(portal.CreateToken(), Token);

        await portal.ExpireAsync();

        Assert.Equal(DisconnectReason.ResumeRefused, await disconnected.Task.WaitAsync(Token));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ServerThatRestarts_IsRejoinedWithAFreshToken(int major)
    {
        await using var tokens = new PortalTokens(await StartAsync(major, AllProtocols));
        await using var client = new ConferenceClient();
        var heard = Hear(client);
        var first = (await client.JoinAsync(tokens, Token)).Self;

        await tokens.RestartAsync(port => StartAsync(major, port, AllProtocols));

        Assert.Equal("(Rejoined)", await heard.ReadAsync(Token));
        Assert.NotEqual(first.Id, client.Self!.Id);
        await client.SendAsync("here", cancellationToken: Token);
        Assert.Equal("here", await heard.ReadAsync(Token));
    }

    private static Task<NodePortal> StartAsync(int major, params string[] protocols) => StartAsync(major, 0, protocols);

    private static Task<NodePortal> StartAsync(int major, int port, string[] protocols) => NodePortal.StartAsync(major, new JsonObject
    {
        ["port"] = port,
        ["protocols"] = new JsonArray([.. protocols.Select(protocol => JsonValue.Create(protocol))]),
    });

    /// <summary>What the client hears, and when it is back, in order.</summary>
    private static ChannelReader<string> Hear(ConferenceClient client)
    {
        var heard = Channel.CreateUnbounded<string>();
        client.MessageReceived += (_, e) => heard.Writer.TryWrite(e.Text);
        client.Reconnected += (_, e) => heard.Writer.TryWrite($"({e.Kind})");
        return heard.Reader;
    }

    /// <summary>Tokens of a portal that may be another one next time.</summary>
    private sealed class PortalTokens(NodePortal portal) : ITokenProvider, IAsyncDisposable
    {
        private NodePortal _portal = portal;

        public async Task RestartAsync(Func<int, Task<NodePortal>> startAsync)
        {
            await _portal.DisposeAsync();
            _portal = await startAsync(_portal.Port);
        }

        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_portal.CreateToken());

        public ValueTask DisposeAsync() => _portal.DisposeAsync();
    }
}
