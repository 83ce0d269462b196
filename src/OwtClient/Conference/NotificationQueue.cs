using System.Threading.Channels;
using OwtClient.Protocol.Messages;
using OwtClient.Signaling;

namespace OwtClient.Conference;

/// <summary>Brings what the server says into one order, each thing once, over all connections of a participation.</summary>
/// <remarks>
/// Servers number notifications from 1 since login, but tell the numbers only in what they replay after a relogin: the receiver counts
/// (PROTOCOL §3.6). While a connection is being made, what comes on it is held: until the login's result is in, or the replay is in front of
/// it. Bounded. Thread-safe; one reader.
/// </remarks>
internal sealed class NotificationQueue
{
    private const int MaxQueued = 4096;

    private readonly Channel<Incoming> _queue =
        Channel.CreateBounded<Incoming>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly object _gate = new();
    private List<SignalingDataEventArgs> _held = [];
    private bool _isHeld = true;
    private long _count;

    /// <summary>Takes what came.</summary>
    /// <returns>False when too much is queued; the data is lost then.</returns>
    public bool TryAdd(SignalingDataEventArgs data)
    {
        lock (_gate)
        {
            if (_isHeld)
            {
                if (_held.Count >= MaxQueued) return false;
                _held.Add(data);
                return true;
            }

            _count++;
            return _queue.Writer.TryWrite(new Incoming.Notified(data));
        }
    }

    /// <summary>A new connection is tried: what comes from now on is held, and what the last attempt brought is forgotten.</summary>
    public void Hold()
    {
        lock (_gate) (_isHeld, _held) = (true, []);
    }

    /// <summary>Queues those of the server's kept notifications that did not come before. Waits while the queue is full.</summary>
    /// <returns>How many are missing since the server no longer has them.</returns>
    public async Task<long> ReplayAsync(IEnumerable<BufferedMessage?> kept, CancellationToken cancellationToken)
    {
        var lost = 0L;
        foreach (var message in kept.OfType<BufferedMessage>().Where(m => m.Seq is not null).OrderBy(m => m.Seq))
        {
            if (message.Seq <= _count) continue; // nothing is counted while held, so only this method changes it now
            lost += message.Seq!.Value - _count - 1;
            _count = message.Seq.Value;
            if (message.Event is { } name) await AddAsync(new Incoming.Notified(new(name, message.Data)), cancellationToken).ConfigureAwait(false);
        }

        return lost;
    }

    /// <summary>A new participation begins: the numbers begin anew.</summary>
    public async Task ResetAsync(Incoming.Rejoined entry, CancellationToken cancellationToken)
    {
        _count = 0;
        await AddAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Queues what was held, and lets what comes pass. Waits while the queue is full.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        while (TakeHeld() is { } held)
        {
            foreach (var data in held) await AddAsync(new Incoming.Notified(data), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Queues an entry of the client's own. Waits while the queue is full; does nothing after its end.</summary>
    public async ValueTask AddAsync(Incoming entry, CancellationToken cancellationToken)
    {
        while (!_queue.Writer.TryWrite(entry))
        {
            if (!await _queue.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false)) return; // it has ended
        }
    }

    /// <summary>Nothing comes any more; what is queued is still read.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Reads until the end. One reader.</summary>
    public IAsyncEnumerable<Incoming> ReadAllAsync() => _queue.Reader.ReadAllAsync();

    private List<SignalingDataEventArgs>? TakeHeld()
    {
        lock (_gate)
        {
            if (_held.Count == 0)
            {
                _isHeld = false;
                return null;
            }

            var held = _held;
            _held = [];
            _count += held.Count;
            return held;
        }
    }
}
