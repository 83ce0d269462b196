using System.Threading.Channels;

namespace OwtClient.Server.EngineIo;

/// <summary>What waits to be sent to one client: bounded in packets and bytes, in order.</summary>
/// <remarks>Any thread adds. Whoever carries the session at the moment, a poll or the WebSocket, takes.</remarks>
internal sealed class OutgoingQueue(int maxPackets, int maxBytes)
{
    private readonly Channel<byte[]> _packets = Channel.CreateBounded<byte[]>(maxPackets);
    private long _bytes;

    /// <summary>Adds a packet. False when it does not fit.</summary>
    public bool TryAdd(byte[] packet)
    {
        if (Interlocked.Add(ref _bytes, packet.Length) <= maxBytes && _packets.Writer.TryWrite(packet)) return true;
        Interlocked.Add(ref _bytes, -packet.Length);
        return false;
    }

    /// <summary>Nothing more will be added; what waits can still be taken.</summary>
    public void Complete() => _packets.Writer.TryComplete();

    /// <summary>Waits until there is something to take. False when there never will be.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _packets.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the oldest packet.</summary>
    public bool TryTake(out byte[] packet)
    {
        if (!_packets.Reader.TryRead(out packet!)) return false;
        Interlocked.Add(ref _bytes, -packet.Length);
        return true;
    }

    /// <summary>Takes everything that waits.</summary>
    public List<byte[]> TakeAll()
    {
        var packets = new List<byte[]>();
        while (TryTake(out var packet)) packets.Add(packet);
        return packets;
    }
}
