namespace OwtClient.Signaling.SocketIo;

/// <summary>A WebSocket that took over a polling session. The first packets are still those that polling got.</summary>
internal sealed class UpgradedTransport : IEngineIoTransport
{
    private readonly WebSocketTransport _socket;
    private readonly Queue<string> _polled;

    private UpgradedTransport(WebSocketTransport socket, Queue<string> polled) => (_socket, _polled) = (socket, polled);

    /// <summary>Probes with a ping, waits for the pong, and tells the server to switch.</summary>
    /// <exception cref="EngineIoException">The server does not answer the probe.</exception>
    public static async Task<UpgradedTransport> ConnectAsync(PollingTransport polling, Uri address, SocketIoSignalingOptions options, CancellationToken cancellationToken)
    {
        // Only what came with the handshake: nobody polls again, and what the server still has goes over the WebSocket.
        var polled = polling.TakeReceived();
        var socket = await WebSocketTransport.ConnectAsync(address, options, cancellationToken).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(["2probe"], cancellationToken).ConfigureAwait(false);
            var answer = await socket.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (answer != "3probe") throw new EngineIoException("The server did not answer the probe of the upgrade.");
            await socket.SendAsync(["5"], cancellationToken).ConfigureAwait(false);
            return new UpgradedTransport(socket, polled);
        }
        catch
        {
            await socket.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask<string?> ReceiveAsync(CancellationToken cancellationToken) =>
        _polled.TryDequeue(out var packet) ? ValueTask.FromResult<string?>(packet) : _socket.ReceiveAsync(cancellationToken);

    public Task SendAsync(IReadOnlyList<string> packets, CancellationToken cancellationToken) => _socket.SendAsync(packets, cancellationToken);

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
