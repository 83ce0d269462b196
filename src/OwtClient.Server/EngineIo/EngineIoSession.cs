using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OwtClient.Server.EngineIo;

/// <summary>One Engine.IO session: outlives single HTTP requests, and the change from polling to WebSocket.</summary>
/// <remarks>
/// Thread-safe. One owner task hands what comes in to the handler, in order; what goes out waits in a bounded queue for
/// the transport that carries the session. Times come from the server's clock.
/// </remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "Close ends it; its token source holds neither a timer nor a handle, and tokens outlive it.")]
internal sealed class EngineIoSession
{
    private const int MaxWaitingMessages = 64; // a client that sends faster than it is served waits at its transport

    private readonly object _gate = new();
    private readonly EngineIoOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly Heartbeat _heartbeat;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly Channel<ReadOnlyMemory<byte>> _incoming = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MaxWaitingMessages) { SingleReader = true });

    private EngineIoCloseReason _reason;
    private bool _isAsleep; // acts out a fault: no heartbeat
    private TimeSpan? _lingerUntil; // set when closing: how long the client may take to fetch the rest

    public EngineIoSession(string id, EngineIoVersion version, EngineIoOptions options, TimeProvider time, ILogger logger)
    {
        (Id, Version, _options, _time, _logger, _start) = (id, version, options, time, logger, time.GetTimestamp());
        Outgoing = new OutgoingQueue(options.MaxQueuedPackets, options.MaxQueuedBytes);
        _heartbeat = new Heartbeat(version, options.PingInterval, options.PingTimeout, TimeSpan.Zero);
        _timer = time.CreateTimer(_ => HandleTimer(), null, _heartbeat.Deadline, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Id of the session, which every request names.</summary>
    public string Id { get; }

    public EngineIoVersion Version { get; }

    /// <summary>What waits for the client.</summary>
    public OutgoingQueue Outgoing { get; }

    /// <summary>Which requests may carry the session now.</summary>
    public TransportState Transport { get; } = new();

    /// <summary>Canceled when the session ended.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Canceled when the requests that carry the session are to be cut off.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>Ends the session as a broken network does: no goodbye, and what was still to be sent is lost.</summary>
    public void Abort()
    {
        _aborted.Cancel(); // first, so that nothing of what follows gets through
        Close(EngineIoCloseReason.TransportClosed);
    }

    /// <summary>Stops the heartbeat: no ping, no pong, and silence of the client means nothing.</summary>
    public void StopHeartbeat()
    {
        lock (_gate) _isAsleep = true;
    }

    /// <summary>Hands what comes in to <paramref name="handler"/> until the session ends.</summary>
    public async Task RunAsync(IEngineIoHandler handler)
    {
        await foreach (var message in _incoming.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (EndedHere) continue; // whom this side disconnected is not served any more
            try
            {
                handler.HandleMessage(message);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Log.HandlerFailed(_logger, Id, e); // one request's bug does not end the others
            }
        }

        try
        {
            handler.HandleClosed(Reason);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.HandlerFailed(_logger, Id, e);
        }

        Log.SessionClosed(_logger, Id, Reason);
    }

    /// <summary>Queues a packet: its type character and data. Does nothing once the session is closing.</summary>
    public void Send(byte[] packet)
    {
        lock (_gate)
        {
            if (_reason != EngineIoCloseReason.None || Outgoing.TryAdd(packet)) return;
        }

        Close(EngineIoCloseReason.QueueOverflow);
    }

    /// <summary>Takes a packet from a transport. Completes when there is room for the next.</summary>
    /// <param name="packet">Type character and data; the session keeps the memory.</param>
    public ValueTask ReceiveAsync(ReadOnlyMemory<byte> packet)
    {
        lock (_gate) _heartbeat.HandlePacket(Now);
        switch ((EngineIoPacketType)packet.Span[0])
        {
            case EngineIoPacketType.Message:
                return DeliverAsync(packet[1..]);
            case EngineIoPacketType.Ping when Version == EngineIoVersion.V3:
                if (!IsAsleep) Send([(byte)EngineIoPacketType.Pong, .. packet.Span[1..]]);
                break;
            case EngineIoPacketType.Pong when Version == EngineIoVersion.V4:
            case EngineIoPacketType.Upgrade or EngineIoPacketType.Noop:
                break;
            case EngineIoPacketType.Close:
                Close(EngineIoCloseReason.ClientClosed);
                break;
            default:
                Close(EngineIoCloseReason.ProtocolError);
                break;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the session after the client fetched what was sent, or did not in time.</summary>
    public void CloseAfterFlush(EngineIoCloseReason reason)
    {
        lock (_gate)
        {
            if (_reason != EngineIoCloseReason.None) return;
            _reason = reason;
            _lingerUntil = Now + _options.CloseTimeout;
            _timer.Change(_options.CloseTimeout, Timeout.InfiniteTimeSpan);
        }

        Outgoing.Complete();
        _incoming.Writer.TryComplete();
    }

    /// <summary>Ends the session now. Idempotent; the first reason stays.</summary>
    public void Close(EngineIoCloseReason reason)
    {
        lock (_gate)
        {
            if (_closed.IsCancellationRequested) return;
            if (_reason == EngineIoCloseReason.None) _reason = reason;
            _timer.Dispose();
        }

        _closed.Cancel(); // first: a queue that ends before tells the transport to say an orderly goodbye
        Outgoing.Complete();
        _incoming.Writer.TryComplete();
    }

    private EngineIoCloseReason Reason
    {
        get
        {
            lock (_gate) return _reason;
        }
    }

    private bool IsAsleep
    {
        get
        {
            lock (_gate) return _isAsleep;
        }
    }

    private bool EndedHere =>
        Reason is not (EngineIoCloseReason.None or EngineIoCloseReason.ClientClosed or EngineIoCloseReason.TransportClosed);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    private async ValueTask DeliverAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            await _incoming.Writer.WriteAsync(message, Closed).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            // The session ended meanwhile: nobody is there to take it.
        }
    }

    private void HandleTimer()
    {
        HeartbeatAction action;
        lock (_gate)
        {
            if (_closed.IsCancellationRequested || (_isAsleep && _lingerUntil is null)) return;
            var now = Now;
            if (_lingerUntil is { } until) action = now >= until ? HeartbeatAction.Close : HeartbeatAction.None;
            else action = _heartbeat.HandleTimeout(now);
            var wait = (_lingerUntil ?? _heartbeat.Deadline) - now;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        if (action == HeartbeatAction.SendPing) Send([(byte)EngineIoPacketType.Ping]);
        if (action == HeartbeatAction.Close) Close(EngineIoCloseReason.PingTimeout);
    }
}
