using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace OwtClient.Signaling.SocketIo;

/// <summary>Engine.IO packets as WebSocket text messages, one each.</summary>
internal sealed class WebSocketTransport : IEngineIoTransport
{
    private const int ChunkBytes = 16 * 1024;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket = new();
    private readonly SocketIoSignalingOptions _options;
    private byte[] _buffer = new byte[ChunkBytes];

    private WebSocketTransport(SocketIoSignalingOptions options)
    {
        _options = options;
        _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan; // Engine.IO has its own pings
        if (options.CertificateValidation is { } validation) _socket.Options.RemoteCertificateValidationCallback = validation;
        if (options.ClientCertificates is { } certificates) _socket.Options.ClientCertificates = certificates;
        if (options.Proxy is { } proxy) _socket.Options.Proxy = proxy;
        foreach (var (name, value) in options.Headers) _socket.Options.SetRequestHeader(name, value);
    }

    /// <exception cref="WebSocketException">The handshake failed.</exception>
    /// <exception cref="WrongEngineIoVersionException">
    /// It was refused with HTTP 400, as servers do that do not speak the version; the text that would say so cannot be had.
    /// </exception>
    public static async Task<WebSocketTransport> ConnectAsync(Uri address, SocketIoSignalingOptions options, CancellationToken cancellationToken)
    {
        var transport = new WebSocketTransport(options);
        try
        {
            transport._socket.Options.CollectHttpResponseDetails = true;
            await transport._socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return transport;
        }
        catch (WebSocketException e) when (transport._socket.HttpStatusCode == HttpStatusCode.BadRequest)
        {
            transport._socket.Dispose();
            throw new WrongEngineIoVersionException("The server refused the WebSocket with HTTP 400; this may not be a portal.", e);
        }
        catch
        {
            transport._socket.Dispose();
            throw;
        }
    }

    public async ValueTask<string?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var length = 0;
            while (true)
            {
                if (length == _buffer.Length) Array.Resize(ref _buffer, Math.Min(_options.MaxMessageBytes, _buffer.Length * 2));
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                length += part.Count;
                if (part.EndOfMessage) break;
                if (length >= _options.MaxMessageBytes) throw new EngineIoException($"The server sent a message of more than {_options.MaxMessageBytes} bytes.");
            }

            return Encoding.UTF8.GetString(_buffer, 0, length);
        }
        catch (WebSocketException e)
        {
            throw new EngineIoException("The WebSocket broke.", e);
        }
    }

    public async Task SendAsync(IReadOnlyList<string> packets, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var packet in packets)
            {
                await _socket.SendAsync(Encoding.UTF8.GetBytes(packet).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw new EngineIoException("The WebSocket broke.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var limit = new CancellationTokenSource(CloseTimeout, _options.TimeProvider);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // The other side is gone already; there is nobody to say goodbye to.
        }

        _socket.Dispose();
    }
}
