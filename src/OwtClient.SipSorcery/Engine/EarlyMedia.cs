using System.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Keeps media that comes before the handshake is done here, until it can be read.</summary>
/// <param name="read">Reads a datagram.</param>
/// <remarks>
/// Trap: a peer may send as soon as the handshake is done at its end, and SIPSorcery throws away what comes before it is done at its own:
/// the key frame, often. Read later than what follows it, it would be refused as a replay. Bounded. Thread-safe.
/// </remarks>
internal sealed class EarlyMedia(Action<int, IPEndPoint, byte[]> read)
{
    private const int MaxDatagrams = 512; // half a second of a 10 Mbit/s stream
    private readonly object _gate = new();
    private List<(int LocalPort, IPEndPoint Remote, byte[] Datagram)>? _kept = [];
    private bool _isReleasing;

    /// <summary>Takes a datagram that SIPSorcery has seen and not read.</summary>
    public void Keep(int localPort, IPEndPoint remote, byte[] datagram)
    {
        if (!IsMedia(datagram)) return;
        lock (_gate)
        {
            if (_kept is { } kept)
            {
                if (kept.Count < MaxDatagrams) kept.Add((localPort, remote, datagram));
                return;
            }
        }

        read(localPort, remote, datagram); // the keys came while SIPSorcery was throwing it away
    }

    /// <summary>Reads what was kept, in order; whoever calls meanwhile waits. Does nothing from the second time on.</summary>
    public void Release()
    {
        if (Volatile.Read(ref _kept) is null) return;
        lock (_gate)
        {
            if (_kept is null || _isReleasing) return; // the latter: called by what is being read
            _isReleasing = true;
            foreach (var (localPort, remote, datagram) in _kept) read(localPort, remote, datagram);
            Volatile.Write(ref _kept, null);
        }
    }

    private static bool IsMedia(byte[] datagram) =>
        datagram.Length > 12 && datagram[0] is >= 128 and <= 191 && datagram[1] is < 192 or > 223; // RFC 7983 §7, RFC 5761 §4
}
