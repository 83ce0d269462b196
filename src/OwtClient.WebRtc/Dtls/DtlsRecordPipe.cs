using Org.BouncyCastle.Tls;

namespace OwtClient.WebRtc.Dtls;

/// <summary>What BouncyCastle believes to be its socket: takes datagrams from the queue, puts records of one flight together.</summary>
/// <remarks>
/// BouncyCastle sends each record by itself; they are gathered up to the size of a datagram and leave when it waits for an answer.
/// Used by one thread at a time.
/// </remarks>
internal sealed class DtlsRecordPipe(DtlsDatagramQueue received, int maxDatagramBytes, IDtlsObserver observer) : DatagramTransport
{
    private readonly byte[] _flight = new byte[maxDatagramBytes];
    private readonly Queue<byte[]> _full = new();
    private int _gathered;
    private bool _afterHandshake;
    private bool _pollGranted;

    /// <summary>Whether BouncyCastle closed the association.</summary>
    public bool IsClosed { get; private set; }

    public int GetSendLimit() => maxDatagramBytes;

    /// <exception cref="TlsTimeoutException">After the handshake: the one poll that <see cref="GrantPoll"/> allowed is over.</exception>
    public int GetReceiveLimit()
    {
        // BouncyCastle asks for this limit before each read, and would go on reading until its shortest wait of 1 ms is over.
        // This exception is the way out of its loop that leaves the association intact.
        if (_afterHandshake && !_pollGranted) throw new TlsTimeoutException();
        return DtlsDatagramQueue.MaxDatagramBytes;
    }

    /// <summary>From now on nothing waits here: each read takes what is there.</summary>
    public void EndHandshake() => _afterHandshake = true;

    /// <summary>Allows one read.</summary>
    public void GrantPoll() => _pollGranted = true;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        byte[]? datagram;
        if (_afterHandshake)
        {
            _pollGranted = false;
            received.TryDequeue(out datagram);
        }
        else
        {
            if (!received.IsCompleted) Flush();
            datagram = received.WaitAndDequeue(TimeSpan.FromMilliseconds(waitMillis));
        }

        if (datagram is null || datagram.Length > buffer.Length) return -1;
        datagram.CopyTo(buffer);
        return datagram.Length;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        if (_gathered + buffer.Length > _flight.Length) Gather();
        buffer.CopyTo(_flight.AsSpan(_gathered));
        _gathered += buffer.Length;
    }

    public void Close() => IsClosed = true;

    /// <summary>Hands everything gathered to the observer. Call without a lock held.</summary>
    public void Flush()
    {
        Gather();
        while (_full.TryDequeue(out var datagram)) observer.SendDtls(datagram);
    }

    /// <summary>Takes everything gathered, for a caller who first has a lock to release.</summary>
    public byte[][] TakeGathered()
    {
        Gather();
        var datagrams = _full.ToArray();
        _full.Clear();
        return datagrams;
    }

    private void Gather()
    {
        if (_gathered == 0) return;
        _full.Enqueue(_flight.AsSpan(0, _gathered).ToArray());
        _gathered = 0;
    }
}
