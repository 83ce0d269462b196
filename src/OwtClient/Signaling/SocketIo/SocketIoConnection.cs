using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OwtClient.Signaling.SocketIo;

/// <summary>One Socket.IO connection from its first packet to its end: receives, sends, watches the heartbeat, keeps the pending requests.</summary>
/// <remarks>Two tasks own it, a reader and a writer, and both end with it. Used once.</remarks>
internal sealed class SocketIoConnection : IAsyncDisposable
{
    private readonly IEngineIoTransport _transport;
    private readonly int _version;
    private readonly ISocketIoConnectionEvents _events;
    private readonly SocketIoSignalingOptions _options;
    private readonly ILogger _logger;
    private readonly LibrarySocket _library;
    private readonly Channel<string> _outgoing;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private readonly HashSet<PendingRequest> _pending = [];
    private readonly ITimer _timer;
    private readonly Lazy<Task> _disposing;
    private readonly long _startedAt;
    private Heartbeat? _heartbeat;
    private EngineIoHandshake? _handshake;
    private SignalingException? _ended;
    private bool _announceEnd;
    private Task _reader = Task.CompletedTask;
    private Task _writer = Task.CompletedTask;

    public SocketIoConnection(Uri portal, IEngineIoTransport transport, int version, ISocketIoConnectionEvents events, SocketIoSignalingOptions options, ILogger logger)
    {
        _transport = transport;
        _version = version;
        _events = events;
        _options = options;
        _logger = logger;
        _library = new LibrarySocket(portal, HandleWritten);
        _outgoing = Channel.CreateBounded<string>(new BoundedChannelOptions(options.SendQueueMessages) { SingleReader = true });
        _disposing = new Lazy<Task>(DisposeOnceAsync);
        _startedAt = options.TimeProvider.GetTimestamp();
        _timer = options.TimeProvider.CreateTimer(static self => ((SocketIoConnection)self!).HandleTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when the server accepted the connection on the Socket.IO level.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _library.AttachAsync(cancellationToken).ConfigureAwait(false);
        _reader = ReadAsync();
        _writer = WriteAsync();
        await _connected.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        bool endedMeanwhile;
        lock (_gate)
        {
            endedMeanwhile = _ended is not null;
            _announceEnd = !endedMeanwhile; // from here on an end is an event; before, it is this method's exception
        }

        if (endedMeanwhile) throw new EngineIoException(_ended!.Message, _ended);
    }

    public Task<SignalingAck> SendAsync(string name, JsonElement? data)
    {
        var pending = new PendingRequest();
        lock (_gate)
        {
            if (_ended is { } ended) throw new SignalingException(ended.Message, ended) { IsUnsent = true };
            _pending.Add(pending);
        }

        try
        {
            _library.Emit(name, data, pending);
        }
        catch (Exception e) when (e is EngineIoException or ObjectDisposedException)
        {
            Forget(pending);
            throw new SignalingException($"{name} could not be sent: {e.Message}", e);
        }

        return pending.Task;
    }

    /// <summary>Says goodbye and ends everything. Idempotent; every call waits for the end.</summary>
    public ValueTask DisposeAsync() => new(_disposing.Value);

    private async Task DisposeOnceAsync()
    {
        var wasLive = End(new SignalingException("The connection was closed by this side."), SignalingDisconnectReason.ConnectionLost, announce: false);
        if (wasLive) _outgoing.Writer.TryWrite("41");
        _outgoing.Writer.TryComplete();
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), _options.TimeProvider))
        {
            await _writer.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_reader, _writer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _timer.DisposeAsync().ConfigureAwait(false);
        _library.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _transport.ReceiveAsync(_stop.Token).ConfigureAwait(false) is { } packet)
            {
                Touch();
                HandlePacket(packet);
            }

            End(new SignalingException("The server closed the connection."), SignalingDisconnectReason.ConnectionLost);
        }
        catch (OperationCanceledException)
        {
            // Disposed: whoever did so has said why.
        }
        catch (WrongEngineIoVersionException e)
        {
            _connected.TrySetException(e);
            End(new SignalingException(e.Message, e), SignalingDisconnectReason.ConnectionLost);
        }
        catch (Exception e) when (e is EngineIoException or ObjectDisposedException)
        {
            End(new SignalingException($"The connection was lost: {e.Message}", e), SignalingDisconnectReason.ConnectionLost);
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<string>();
        try
        {
            while (await _outgoing.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                batch.Clear();
                while (_outgoing.Reader.TryRead(out var packet)) batch.Add(packet);
                await _transport.SendAsync(batch, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: whoever did so has said why.
        }
        catch (Exception e) when (e is EngineIoException or ObjectDisposedException)
        {
            End(new SignalingException($"The connection was lost: {e.Message}", e), SignalingDisconnectReason.ConnectionLost);
        }
    }

    /// <summary>Engine.IO is dealt with here; the library gets the opening and the messages, always in the form of version 4.</summary>
    private void HandlePacket(string packet)
    {
        if (packet.Length == 0) return;
        switch (packet[0])
        {
            case '0':
                HandleOpen(packet);
                break;
            case '1':
                End(new SignalingException("The server closed the connection."), SignalingDisconnectReason.ConnectionLost);
                break;
            case '2' when _version == 4:
                Enqueue("3" + packet[1..]);
                break;
            case '4':
                HandleMessage(packet);
                break;
        }
    }

    private void HandleOpen(string packet)
    {
        if (_handshake is not null || !EngineIoHandshake.TryParse(packet, out _handshake)) throw new EngineIoException("The server sent a malformed or second handshake.");
        lock (_gate)
        {
            _heartbeat = new Heartbeat(_handshake!, _version, Now());
            Rearm();
        }

        Deliver(packet);
    }

    private void HandleMessage(string packet)
    {
        if (_handshake is null) throw new EngineIoException("The server sent a message before its handshake.");
        if (packet == "40")
        {
            // A server of Engine.IO 3 accepts by itself and without an id; one of version 4 answers our request with one.
            if (_version == 4) throw new WrongEngineIoVersionException("The server speaks Engine.IO 3.");
            packet = $"40{{\"sid\":\"{JsonEncodedText.Encode(_handshake.SessionId)}\"}}";
        }
        else if (_version == 3 && packet.StartsWith("44", StringComparison.Ordinal))
        {
            _connected.TrySetException(new EngineIoException("The server refused the connection."));
            return;
        }

        Deliver(packet);
    }

    private void Deliver(string packet)
    {
        foreach (var input in _library.Deliver(packet)) HandleInput(input);
    }

    private void HandleInput(SocketIoInput input)
    {
        switch (input)
        {
            case SocketIoInput.Connected:
                _connected.TrySetResult();
                break;
            case SocketIoInput.Refused refused:
                _connected.TrySetException(new EngineIoException($"The server refused the connection: {refused.Message}"));
                break;
            case SocketIoInput.Ack ack:
                Forget(ack.Request);
                ack.Request.Complete(new SignalingAck(ack.Arguments));
                break;
            case SocketIoInput.Event received:
                _events.HandleEvent(this, received.Name, received.Data);
                break;
            case SocketIoInput.ServerDisconnected:
                End(new SignalingException("The server disconnected this client."), SignalingDisconnectReason.ServerClosed);
                break;
            case SocketIoInput.Unreadable:
                Log.UnreadablePacket(_logger);
                break;
        }
    }

    /// <summary>What the library writes: for version 3 without the request that only version 4 has.</summary>
    private void HandleWritten(string packet)
    {
        if (_version == 3 && packet == "40") return;
        Enqueue(packet);
    }

    private void Enqueue(string packet)
    {
        if (!_outgoing.Writer.TryWrite(packet)) throw new EngineIoException($"More than {_options.SendQueueMessages} messages wait to be sent, or the connection is over.");
    }

    private void Forget(PendingRequest request)
    {
        lock (_gate) _pending.Remove(request);
    }

    /// <summary>Ends the connection once: pending requests fail, then the end is told.</summary>
    private bool End(SignalingException why, SignalingDisconnectReason reason, bool announce = true)
    {
        PendingRequest[] pending;
        lock (_gate)
        {
            if (_ended is not null) return false;
            _ended = why;
            announce &= _announceEnd;
            pending = [.. _pending];
            _pending.Clear();
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _connected.TrySetException(new EngineIoException(why.Message, why));
        _ = _connected.Task.Exception;
        foreach (var request in pending) request.Fail(why);
        if (announce)
        {
            Log.ConnectionEnded(_logger, reason);
            _events.HandleEnd(this, reason, why);
        }

        return true;
    }

    private void Touch()
    {
        lock (_gate) _heartbeat?.HandlePacket(Now());
    }

    private void HandleTimer()
    {
        HeartbeatAction action;
        lock (_gate)
        {
            if (_ended is not null || _heartbeat is null) return;
            action = _heartbeat.Check(Now());
            Rearm();
        }

        if (action == HeartbeatAction.SendPing) _outgoing.Writer.TryWrite("2");
        if (action == HeartbeatAction.GiveUp) End(new SignalingException("The server has been silent for longer than its pings allow."), SignalingDisconnectReason.PingTimeout);
    }

    private void Rearm()
    {
        var wait = _heartbeat!.Deadline - Now();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now() => _options.TimeProvider.GetElapsedTime(_startedAt);
}
