using System.Buffers;
using System.Net.WebSockets;

namespace OwtClient.Server.EngineIo;

/// <summary>A WebSocket that carries a session, from its start or after an upgrade. One packet is one text message.</summary>
/// <remarks>
/// Only receiving notices that the client is gone: a broken request or a failed send comes to light while packets that the client sent
/// before, its goodbye among them, are still to be read. Reading ends by itself once they are.
/// </remarks>
internal sealed class EngineIoWebSocket(WebSocket socket, EngineIoSession session, EngineIoOptions options, TimeProvider time) : IDisposable
{
    private const int FirstBufferBytes = 4096;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private bool _tooLarge;

    /// <summary>Carries the session until it or the WebSocket ends. The caller disposes the WebSocket.</summary>
    public async Task RunAsync()
    {
        var sending = SendAsync(session.Closed);
        session.Close(await ReceiveAsync(session.Closed).ConfigureAwait(false));
        await sending.ConfigureAwait(false);
    }

    /// <summary>Waits until the client has probed this WebSocket and wants it to carry the session.</summary>
    /// <returns>False when it gave up or took too long: polling goes on.</returns>
    public async Task<bool> UpgradeAsync()
    {
        using var limit = new CancellationTokenSource(options.UpgradeTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(session.Closed, limit.Token);
        try
        {
            return Is(await ReceiveMessageAsync(stop.Token).ConfigureAwait(false), "2probe"u8)
                && session.Transport.TryBeginProbe()
                && await ProbeAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []));

    private static bool Is(ReadOnlyMemory<byte>? message, ReadOnlySpan<byte> expected) =>
        message is { } found && found.Span.SequenceEqual(expected);

    private async Task<bool> ProbeAsync(CancellationToken stop)
    {
        try
        {
            await socket.SendAsync("3probe"u8.ToArray(), WebSocketMessageType.Text, true, stop).ConfigureAwait(false);
            if (!Is(await ReceiveMessageAsync(stop).ConfigureAwait(false), "5"u8)) return false;
            session.Transport.UseWebSocket();
            return true;
        }
        finally
        {
            session.Transport.EndProbe();
        }
    }

    private async Task<EngineIoCloseReason> ReceiveAsync(CancellationToken stop)
    {
        try
        {
            while (await ReceiveMessageAsync(stop).ConfigureAwait(false) is { } message)
            {
                if (message.IsEmpty) return EngineIoCloseReason.ProtocolError;
                await session.ReceiveAsync(message.ToArray()).ConfigureAwait(false);
            }

            return _tooLarge ? EngineIoCloseReason.PayloadTooLarge : EngineIoCloseReason.TransportClosed;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return EngineIoCloseReason.TransportClosed;
        }
    }

    /// <summary>Receives a whole message into the buffer; null at the end, or when it is too large or no text.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> ReceiveMessageAsync(CancellationToken stop)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length) Grow(length);
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), stop).ConfigureAwait(false);
            if (part.MessageType != WebSocketMessageType.Text) return null;
            length += part.Count;
            if (length > options.MaxPayloadBytes)
            {
                _tooLarge = true;
                return null;
            }

            if (part.EndOfMessage) return _buffer.AsMemory(0, length);
        }
    }

    private void Grow(int used)
    {
        var larger = ArrayPool<byte>.Shared.Rent(used * 2);
        _buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private async Task SendAsync(CancellationToken stop)
    {
        try
        {
            while (await session.Outgoing.WaitAsync(stop).ConfigureAwait(false))
            {
                while (session.Outgoing.TryTake(out var packet))
                    await socket.SendAsync(packet, WebSocketMessageType.Text, true, stop).ConfigureAwait(false);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // Whoever receives sees the same end, after what came before it.
        }
    }
}
