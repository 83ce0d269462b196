using System.Diagnostics.CodeAnalysis;

namespace OwtClient.WebRtc.Dtls;

/// <summary>Received datagrams on their way to the handshake's thread, which waits here and nowhere else.</summary>
/// <remarks>Thread-safe. Bounded: what does not fit is dropped and counted, as the network might have; DTLS repeats it.</remarks>
internal sealed class DtlsDatagramQueue
{
    /// <summary>The longest datagram taken: several full flights in one, more than any path carries.</summary>
    public const int MaxDatagramBytes = 4096;

    /// <summary>Datagrams kept at most: a flight of a peer that sends small fragments, and its repetition.</summary>
    public const int Capacity = 64;

    private readonly Queue<byte[]> _datagrams = new();
    private bool _completed;
    private long _dropped;

    public long Dropped => Interlocked.Read(ref _dropped);

    public void Enqueue(ReadOnlySpan<byte> datagram)
    {
        lock (_datagrams)
        {
            if (_completed) return;
            if (datagram.Length > MaxDatagramBytes || _datagrams.Count >= Capacity)
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            _datagrams.Enqueue(datagram.ToArray());
            Monitor.Pulse(_datagrams);
        }
    }

    /// <summary>Empties the queue for good and wakes the one who waits.</summary>
    public void Complete()
    {
        lock (_datagrams)
        {
            _completed = true;
            _datagrams.Clear();
            Monitor.PulseAll(_datagrams);
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_datagrams) return _datagrams.Count == 0;
        }
    }

    /// <summary>Whether <see cref="Complete"/> was called.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (_datagrams) return _completed;
        }
    }

    public bool TryDequeue([NotNullWhen(true)] out byte[]? datagram)
    {
        lock (_datagrams) return _datagrams.TryDequeue(out datagram);
    }

    /// <summary>Waits for a datagram; a limit of 0 means for ever.</summary>
    /// <returns>Null if none came in time.</returns>
    /// <exception cref="OperationCanceledException">The queue was completed.</exception>
    public byte[]? WaitAndDequeue(TimeSpan limit)
    {
        var deadline = limit == TimeSpan.Zero ? long.MaxValue : Environment.TickCount64 + (long)limit.TotalMilliseconds;
        lock (_datagrams)
        {
            while (true)
            {
                if (_completed) throw new OperationCanceledException("The DTLS handshake was broken off.");
                if (_datagrams.TryDequeue(out var datagram)) return datagram;
                var left = deadline - Environment.TickCount64;
                if (left <= 0) return null;
                Monitor.Wait(_datagrams, (int)Math.Min(left, int.MaxValue));
            }
        }
    }
}
