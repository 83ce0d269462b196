using Org.BouncyCastle.Tls;

namespace OwtClient.WebRtc.Dtls;

/// <summary><see cref="IDtlsEngine"/> on BouncyCastle, whose handshake blocks: it gets a thread for as long as it lasts.</summary>
internal sealed class DtlsEngine : IDtlsEngine
{
    private const int HandshakeStackBytes = 512 * 1024;

    private readonly IDtlsObserver _observer;
    private readonly DtlsNegotiation _negotiation;
    private readonly DtlsDatagramQueue _received = new();
    private readonly DtlsRecordPipe _pipe;
    private readonly TaskCompletionSource _threadEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new(); // state and what hangs on it; never held while the observer is called
    private readonly object _records = new(); // BouncyCastle's record layer after the handshake; taken before _gate, if both
    private DtlsTransport? _transport;
    private ITimer? _deadline;
    private bool _threadStarted;
    private bool _timedOut;

    public DtlsEngine(DtlsEngineOptions options, IDtlsObserver observer)
    {
        _observer = observer;
        _negotiation = new DtlsNegotiation(options);
        _pipe = new DtlsRecordPipe(_received, options.MaxDatagramBytes, observer);
    }

    public DtlsTransportState State { get; private set; }

    public long DroppedDatagrams => _received.Dropped;

    public void Start()
    {
        lock (_gate)
        {
            if (State != DtlsTransportState.New) return;
            State = DtlsTransportState.Connecting;
            _threadStarted = true;
            var options = _negotiation.Options;
            _deadline = options.TimeProvider.CreateTimer(_ => HandleDeadline(), null, options.HandshakeTimeout, Timeout.InfiniteTimeSpan);
        }

        new Thread(RunHandshake, HandshakeStackBytes) { IsBackground = true, Name = "DTLS handshake" }.UnsafeStart();
    }

    public void HandleDatagram(ReadOnlySpan<byte> datagram)
    {
        _received.Enqueue(datagram);
        ProcessLateDatagrams();
    }

    public void Close()
    {
        byte[][] farewell = [];
        lock (_records)
        {
            if (MoveTo(DtlsTransportState.Closed) == DtlsTransportState.Connected)
            {
                _transport!.Close(); // gathers a close_notify alert
                farewell = _pipe.TakeGathered();
            }
        }

        _received.Complete(); // a handshake under way stops at its next look at the queue
        foreach (var datagram in farewell) _observer.SendDtls(datagram);
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        bool started;
        lock (_gate) started = _threadStarted;
        if (started) await _threadEnded.Task.ConfigureAwait(false);
    }

    private void HandleDeadline()
    {
        lock (_gate)
        {
            if (State != DtlsTransportState.Connecting) return;
            _timedOut = true;
        }

        _received.Complete();
    }

    private void RunHandshake()
    {
        try
        {
            _transport = _negotiation.Options.Role == DtlsRole.Client
                ? new DtlsClientProtocol().Connect(new DtlsClientPeer(DtlsCrypto.Shared, _negotiation), _pipe)
                : new DtlsServerProtocol().Accept(new DtlsServerPeer(DtlsCrypto.Shared, _negotiation), _pipe);
            Succeed(_negotiation.Result!);
        }
        catch (TlsFatalAlertReceived e)
        {
            Fail(DtlsFailure.PeerAlert, AlertDescription.GetText(e.AlertDescription));
        }
        catch (TlsFatalAlert e)
        {
            var reason = _timedOut ? DtlsFailure.Timeout : _negotiation.Failure ?? DtlsFailure.Protocol;
            Fail(reason, AlertDescription.GetText(e.AlertDescription));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            Fail(_timedOut ? DtlsFailure.Timeout : DtlsFailure.Protocol, e.GetType().Name);
        }
        finally
        {
            _threadEnded.TrySetResult();
        }
    }

    private void Succeed(DtlsHandshakeResult result)
    {
        _pipe.Flush(); // the last flight
        _pipe.EndHandshake();
        if (!TryMove(DtlsTransportState.Connecting, DtlsTransportState.Connected))
        {
            result.Keys.Dispose(); // closed meanwhile
            return;
        }

        _observer.DtlsConnected(result);
        ProcessLateDatagrams();
    }

    private void Fail(DtlsFailure failure, string detail)
    {
        _negotiation.Result?.Keys.Dispose();
        if (!TryMove(DtlsTransportState.Connecting, DtlsTransportState.Failed)) return; // closed meanwhile: nobody is interested
        _pipe.Flush(); // the alert
        _received.Complete();
        _observer.DtlsFailed(failure, detail);
    }

    /// <summary>After the handshake: answers a repeated last flight of the peer, takes its close_notify or alert.</summary>
    private void ProcessLateDatagrams()
    {
        byte[][] answers;
        bool closed;
        lock (_records)
        {
            lock (_gate)
            {
                if (State != DtlsTransportState.Connected) return;
            }

            ReadRecords();
            answers = _pipe.TakeGathered();
            closed = _pipe.IsClosed && TryMove(DtlsTransportState.Connected, DtlsTransportState.Closed);
        }

        foreach (var answer in answers) _observer.SendDtls(answer);
        if (!closed) return;
        _received.Complete();
        _observer.DtlsClosed();
    }

    private void ReadRecords()
    {
        Span<byte> ignored = stackalloc byte[DtlsDatagramQueue.MaxDatagramBytes]; // application data: nothing runs over it
        try
        {
            while (!_pipe.IsClosed) _transport!.Receive(ignored, waitMillis: 1);
        }
        catch (TlsTimeoutException)
        {
            // All is read.
        }
        catch (IOException)
        {
            // A fatal alert of the peer: BouncyCastle has closed the pipe.
        }
    }

    private bool TryMove(DtlsTransportState from, DtlsTransportState to)
    {
        lock (_gate)
        {
            if (State != from) return false;
            State = to;
            _deadline?.Dispose();
            return true;
        }
    }

    /// <returns>The state before; nothing changes in a final state.</returns>
    private DtlsTransportState MoveTo(DtlsTransportState final)
    {
        lock (_gate)
        {
            var before = State;
            if (before is DtlsTransportState.Closed or DtlsTransportState.Failed) return before;
            State = final;
            _deadline?.Dispose();
            return before;
        }
    }
}
