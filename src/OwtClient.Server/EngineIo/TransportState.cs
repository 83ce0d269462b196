namespace OwtClient.Server.EngineIo;

/// <summary>Which requests may carry a session: at most one waiting poll, one body, and one WebSocket.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TransportState
{
    private readonly object _gate = new();
    private CancellationTokenSource? _poll;
    private bool _body;
    private bool _probing;
    private bool _webSocket;

    /// <summary>The WebSocket carries the session; polls are over.</summary>
    public bool IsWebSocket
    {
        get
        {
            lock (_gate) return _webSocket;
        }
    }

    /// <summary>A client that has probed the WebSocket waits for its poll to come back: none may wait long.</summary>
    public bool IsProbing
    {
        get
        {
            lock (_gate) return _probing;
        }
    }

    /// <summary>Starts a poll. Null when one is waiting already.</summary>
    /// <param name="aborted">The request's own end.</param>
    /// <returns>
    /// Canceled with the request, and when the poll should come back empty. The caller ends it with <see cref="EndPoll"/>.
    /// </returns>
    public CancellationTokenSource? TryBeginPoll(CancellationToken aborted)
    {
        lock (_gate)
        {
            if (_poll is not null || _webSocket) return null;
            return _poll = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        }
    }

    public void EndPoll()
    {
        lock (_gate)
        {
            _poll?.Dispose();
            _poll = null;
        }
    }

    /// <summary>Starts to take a body. False when one is being taken: the order of packets would be lost.</summary>
    public bool TryBeginBody()
    {
        lock (_gate)
        {
            if (_body || _webSocket) return false;
            return _body = true;
        }
    }

    public void EndBody()
    {
        lock (_gate) _body = false;
    }

    /// <summary>A WebSocket starts to probe. False when there is one already.</summary>
    public bool TryBeginProbe()
    {
        lock (_gate)
        {
            if (_probing || _webSocket) return false;
            _poll?.Cancel(); // comes back empty, so that the client can stop polling
            return _probing = true;
        }
    }

    /// <summary>The probing WebSocket went away: polling goes on.</summary>
    public void EndProbe()
    {
        lock (_gate) _probing = false;
    }

    /// <summary>The WebSocket carries the session from here on.</summary>
    public void UseWebSocket()
    {
        lock (_gate)
        {
            (_probing, _webSocket) = (false, true);
            _poll?.Cancel();
        }
    }
}
