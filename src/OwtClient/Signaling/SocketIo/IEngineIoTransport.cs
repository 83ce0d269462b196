namespace OwtClient.Signaling.SocketIo;

/// <summary>Carries Engine.IO text packets. One reader and one writer at a time.</summary>
internal interface IEngineIoTransport : IAsyncDisposable
{
    /// <summary>The next packet, or null when the server closed.</summary>
    /// <exception cref="EngineIoException">The transport broke.</exception>
    ValueTask<string?> ReceiveAsync(CancellationToken cancellationToken);

    /// <summary>Sends packets in order.</summary>
    /// <exception cref="EngineIoException">The transport broke.</exception>
    Task SendAsync(IReadOnlyList<string> packets, CancellationToken cancellationToken);
}
