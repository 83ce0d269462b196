namespace OwtClient.WebRtc.Streams;

/// <summary>Buffers for packets that must outlive the datagram they came in. Shared by all streams; thread-safe.</summary>
/// <remarks>Only packets out of order take buffers, so the lock is rarely taken. Buffers beyond the bound are collected.</remarks>
internal sealed class PacketPool(int maxBuffers)
{
    /// <summary>Bytes per buffer: an Ethernet frame's worth, more than any path is asked to carry.</summary>
    internal const int BufferLength = 1500;

    private readonly Stack<byte[]> _free = new();
    private readonly object _lock = new();

    /// <summary>The pool that all connections share: 6 MB when every buffer has been used and returned.</summary>
    public static PacketPool Shared { get; } = new(4096);

    public byte[] Rent()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var buffer)) return buffer;
        }

        return new byte[BufferLength];
    }

    /// <summary>Takes back a buffer that <see cref="Rent"/> gave; the caller must not touch it any more.</summary>
    public void Return(byte[] buffer)
    {
        lock (_lock)
        {
            if (_free.Count < maxBuffers) _free.Push(buffer);
        }
    }
}
