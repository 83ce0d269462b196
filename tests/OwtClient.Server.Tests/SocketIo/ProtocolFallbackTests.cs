using System.Text;
using OwtClient.Conference;
using OwtClient.Signaling;

namespace OwtClient.Server.Tests.SocketIo;

/// <summary>A portal that refuses protocol 1.2 and hangs up, over real sockets.</summary>
public class ProtocolFallbackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<int, SocketIoTransport> Ways => new([3, 4], Enum.GetValues<SocketIoTransport>());

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task RefusedVersion_IsFollowedByAnOlderOneOnANewSocket(int version, SocketIoTransport transport)
    {
        await using var host = await SocketIoHost.StartAsync();
        await using var client = new ConferenceClient(new ConferenceClientOptions
        {
            Signaling = new SocketIoSignalingOptions { EngineIoVersion = version, Transport = transport },
        });
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"host":"{{host.Address.Authority}}","secure":false}"""));
        var info = await client.JoinAsync(token, Ct);
        Assert.Equal((ProtocolVersion.Version11, "me"), (info.ProtocolVersion, info.Self.Id));
        var first = await host.Clients.Reader.ReadAsync(Ct);
        var second = await host.Clients.Reader.ReadAsync(Ct);
        await first.Closed.WaitAsync(Ct);
        Assert.Equal(["login"], first.Events);
        Assert.NotEqual(first.Socket.Id, second.Socket.Id);
        Assert.False(second.Closed.IsCompleted);
        Assert.Equal(ClientState.Connected, client.State);
    }
}
