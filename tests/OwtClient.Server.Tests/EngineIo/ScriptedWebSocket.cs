using System.Net.WebSockets;
using System.Text;

namespace OwtClient.Server.Tests.EngineIo;

/// <summary>The server's end of a WebSocket whose client is gone: sending fails, and then what it had sent is still to be read.</summary>
internal sealed class ScriptedWebSocket(params string[] unread) : WebSocket
{
    private readonly Queue<string> _unread = new(unread);
    private readonly TaskCompletionSource _sendFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>An orderly goodbye was sent.</summary>
    public bool IsClosed { get; private set; }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        _sendFailed.TrySetResult();
        throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await _sendFailed.Task.WaitAsync(cancellationToken);
        if (!_unread.TryDequeue(out var text)) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        return new WebSocketReceiveResult(Encoding.UTF8.GetBytes(text, buffer), WebSocketMessageType.Text, endOfMessage: true);
    }

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override void Abort()
    {
        // Nothing is held.
    }

    public override void Dispose()
    {
        // Nothing is held.
    }
}
