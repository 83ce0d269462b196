using System.Text.Json;
using SocketIOClient;

namespace OwtClient.Signaling.SocketIo;

/// <summary>The library's Socket.IO object for one connection, fenced in: the only place that calls it.</summary>
/// <remarks>
/// What is contained here: the table of pending acks and its counter are unguarded, so every call into the library and every packet given to it
/// happens under one lock; its callbacks only note what came (<see cref="Deliver"/> returns it), so nobody's code runs inside; exceptions that
/// it swallows cannot occur in the callbacks; its connecting, reconnecting, pinging and HTTP code is never reached, because the
/// <see cref="LibraryLink"/> is always open and always Engine.IO 4; acks it would forget are failed by the connection.
/// </remarks>
internal sealed class LibrarySocket : IDisposable
{
    private readonly object _gate = new();
    private readonly LibraryLink _link;
    private readonly SocketIOClient.SocketIO _socket;
    private List<SocketIoInput> _inputs = [];
    private bool _attached;
    private bool _disposed;

    /// <summary>Makes the object; <paramref name="written"/> takes the packets that it writes.</summary>
    public LibrarySocket(Uri portal, Action<string> written)
    {
        _link = new LibraryLink(written);
        _socket = new SocketIOClient.SocketIO(portal, new SocketIOOptions
        {
            EIO = 4,
            Transport = SocketIOClient.Transport.TransportProtocol.WebSocket,
            AutoUpgrade = false,
            Reconnection = false,
            ConnectionTimeout = TimeSpan.FromSeconds(1), // of the link, which is there at once: the library leaves this timer running
        })
        {
            JsonSerializer = new LibraryJson(),
            ClientWebSocketProvider = () => _link,
        };
        _socket.OnConnected += (_, _) => _inputs.Add(new SocketIoInput.Connected());
        _socket.OnDisconnected += (_, _) => _inputs.Add(new SocketIoInput.ServerDisconnected());
        _socket.OnError += (_, message) => _inputs.Add(new SocketIoInput.Refused(message));
        _socket.OnAny((name, response) => _inputs.Add(new SocketIoInput.Event(name, response.Count > 0 ? response.GetValue(0) : null)));
    }

    /// <summary>Attaches the library to the link. Completes without any I/O.</summary>
    public async Task AttachAsync(CancellationToken cancellationToken)
    {
        var attached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _link.Attached += () =>
        {
            _attached = true;
            attached.TrySetResult();
        };
        // The library's own task ends when it next looks, up to 20 ms later; it cannot fail, since the link cannot.
        _ = _socket.ConnectAsync();
        await attached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the library a packet and returns what it made of it. A packet it cannot read makes nothing.</summary>
    public IReadOnlyList<SocketIoInput> Deliver(string packet)
    {
        lock (_gate)
        {
            if (_disposed) return [];
            _inputs = [];
            try
            {
                _link.Deliver(packet);
            }
#pragma warning disable CA1031 // Whatever the library's parser throws at a malformed packet, the packet is all that is lost.
            catch (Exception)
#pragma warning restore CA1031
            {
                _inputs.Add(new SocketIoInput.Unreadable());
            }

            return _inputs;
        }
    }

    /// <summary>Writes a request. Its answer comes out of <see cref="Deliver"/> as <see cref="SocketIoInput.Ack"/>.</summary>
    /// <param name="name">Event name.</param>
    /// <param name="data">Its argument, or null for none at all.</param>
    /// <param name="pending">Handed back with the answer.</param>
    /// <exception cref="ObjectDisposedException">The connection is over.</exception>
    public void Emit(string name, JsonElement? data, PendingRequest pending)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            object[] arguments = data is { } argument ? [argument] : [];
            var escaped = JsonEncodedText.Encode(name).Value; // the library puts the name between quotes as it is
            var emitting = _socket.EmitAsync(escaped, CancellationToken.None, response => _inputs.Add(new SocketIoInput.Ack(pending, Elements(response))), arguments);
            emitting.GetAwaiter().GetResult(); // complete already: the link only notes the packet
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            if (_attached) _socket.Dispose(); // before, the library has nothing yet, and its Dispose trips over that
            _link.Dispose();
        }
    }

    private static List<JsonElement> Elements(SocketIOResponse response)
    {
        var elements = new List<JsonElement>(response.Count);
        for (var i = 0; i < response.Count; i++) elements.Add(response.GetValue(i));
        return elements;
    }
}
