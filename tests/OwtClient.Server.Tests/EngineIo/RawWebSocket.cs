using System.Net.WebSockets;
using System.Text;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>A WebSocket client that sends exactly what a test says.</summary>
internal sealed class RawWebSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>Opens a session and takes its handshake.</summary>
    public static async Task<RawWebSocket> OpenAsync(Uri address, int version)
    {
        var socket = await ConnectAsync(address, version, null);
        Assert.StartsWith("0{", await socket.ReceiveAsync(), StringComparison.Ordinal);
        return socket;
    }

    /// <summary>Connects, to a session that exists or to none.</summary>
    public static async Task<RawWebSocket> ConnectAsync(Uri address, int version, string? sessionId)
    {
        var socket = new RawWebSocket();
        var query = $"EIO={version}&transport=websocket" + (sessionId is null ? "" : $"&sid={sessionId}");
        await socket._socket.ConnectAsync(
            new UriBuilder(address) { Scheme = "ws", Path = "/socket.io/", Query = query }.Uri, TestContext.Current.CancellationToken);
        return socket;
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    public Task SendBinaryAsync(byte[] data) =>
        _socket.SendAsync(data, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

    /// <summary>Null when the server closed the WebSocket.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var buffer = new byte[4096];
        var received = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.True(received.EndOfMessage);
        return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }

    public void Dispose() => _socket.Dispose();
}
