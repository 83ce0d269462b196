using OwtClient.Signaling.SocketIo;

namespace OwtClient.Tests.Signaling.SocketIo;

/// <summary>The path is fixed whatever the token's address says (PROTOCOL §1.6, §2.1).</summary>
public class EngineIoAddressTests
{
    [Theory]
    [InlineData("http://10.0.0.1:8080", "ws://10.0.0.1:8080/socket.io/?EIO=4&transport=websocket")]
    [InlineData("https://portal.example", "wss://portal.example/socket.io/?EIO=4&transport=websocket")]
    [InlineData("https://portal.example:8080/", "wss://portal.example:8080/socket.io/?EIO=4&transport=websocket")]
    [InlineData("http://[::1]:3000", "ws://[::1]:3000/socket.io/?EIO=4&transport=websocket")]
    public void WebSocketAddress_FollowsThePortals(string portal, string expected) =>
        Assert.Equal(expected, EngineIoAddress.WebSocket(new Uri(portal), 4).AbsoluteUri);

    [Fact]
    public void SessionId_IsEscaped() =>
        Assert.Equal("http://a/socket.io/?EIO=3&transport=polling&sid=x%26y", EngineIoAddress.Polling(new Uri("http://a"), 3, "x&y").AbsoluteUri);
}
