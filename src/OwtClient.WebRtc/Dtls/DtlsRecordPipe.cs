using System.Buffers.Binary;
using Org.BouncyCastle.Tls;

namespace OwtClient.WebRtc.Dtls;

/// <summary>What BouncyCastle believes to be its socket: takes records from received datagrams, puts records to send together.</summary>
/// <remarks>
/// BouncyCastle sends each record by itself; they are gathered up to the size of a datagram and leave when it waits for an answer. In the
/// other direction it gets one record at a time, because it drops a whole datagram whose first record belongs to a past epoch, and
/// with it the Finished message behind a repeated ChangeCipherSpec. Used by one thread at a time.
/// </remarks>
internal sealed class DtlsRecordPipe(DtlsDatagramQueue received, int maxDatagramBytes, IDtlsObserver observer) : DatagramTransport
{
    private const int RecordHeaderBytes = 13;

    private readonly byte[] _flight = new byte[maxDatagramBytes];
    private readonly Queue<byte[]> _full = new();
    private int _gathered;
    private ArraySegment<byte> _records; // what is left of the datagram taken last
    private bool _afterHandshake;

    /// <summary>Whether BouncyCastle closed the association.</summary>
    public bool IsClosed { get; private set; }

    public int GetSendLimit() => maxDatagramBytes;

    /// <exception cref="TlsTimeoutException">After the handshake, when all that was received is read.</exception>
    public int GetReceiveLimit()
    {
        // BouncyCastle asks for this limit before each read, and would go on reading until its shortest wait of 1 ms is over.
        // This exception is the way out of its loop that leaves the association intact.
        if (_afterHandshake && _records.Count == 0 && received.IsEmpty) throw new TlsTimeoutException();
        return DtlsDatagramQueue.MaxDatagramBytes;
    }

    /// <summary>From now on nothing waits here: each read takes what is there.</summary>
    public void EndHandshake() => _afterHandshake = true;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (_records.Count == 0)
        {
            if (!_afterHandshake && !received.IsCompleted) Flush();
            _records = NextDatagram(waitMillis) ?? [];
        }

        var record = TakeRecord();
        if (!HasKnownVersion(record) || record.Count > buffer.Length) return -1;
        record.AsSpan().CopyTo(buffer);
        return record.Count;
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

    private byte[]? NextDatagram(int waitMillis)
    {
        if (!_afterHandshake) return received.WaitAndDequeue(TimeSpan.FromMilliseconds(waitMillis));
        received.TryDequeue(out var datagram);
        return datagram;
    }

    /// <summary>One record by its length field (RFC 6347 §4.1); a last one that is cut short is left to BouncyCastle to refuse.</summary>
    private ArraySegment<byte> TakeRecord()
    {
        var length = _records.Count < RecordHeaderBytes
            ? _records.Count
            : Math.Min(_records.Count, RecordHeaderBytes + BinaryPrimitives.ReadUInt16BigEndian(_records.AsSpan(RecordHeaderBytes - 2)));
        var record = _records[..length];
        _records = _records[length..];
        return record;
    }

    /// <summary>DTLS 1.0, as hellos are marked, or 1.2. BouncyCastle ends the association for some versions that do not exist.</summary>
    private static bool HasKnownVersion(ReadOnlySpan<byte> record) => record is [_, 0xfe, 0xff or 0xfd, ..];

    private void Gather()
    {
        if (_gathered == 0) return;
        _full.Enqueue(_flight.AsSpan(0, _gathered).ToArray());
        _gathered = 0;
    }
}
