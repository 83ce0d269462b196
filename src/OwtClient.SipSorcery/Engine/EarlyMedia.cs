using System.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>Keeps media that comes before the handshake is done here, until it can be read.</summary>
/// <remarks>
/// Trap: a peer may send as soon as the handshake is done at its end, and SIPSorcery throws away what comes before it is done at its own:
/// the key frame, often. Bounded. Thread-safe.
/// </remarks>
internal sealed class EarlyMedia
{
    private const int MaxDatagrams = 512; // half a second of a 10 Mbit/s stream
    private readonly object _gate = new();
    private List<(int LocalPort, IPEndPoint Remote, byte[] Datagram)>? _kept = [];

    /// <summary>Looks at a datagram after SIPSorcery did.</summary>
    public void Handle(int localPort, IPEndPoint remote, byte[] datagram)
    {
        if (Volatile.Read(ref _kept) is null || !IsMedia(datagram)) return;
        lock (_gate)
        {
            if (_kept is { Count: < MaxDatagrams } kept) kept.Add((localPort, remote, datagram));
        }
    }

    /// <summary>Gives what was kept, in order, and keeps nothing from now on.</summary>
    public IReadOnlyList<(int LocalPort, IPEndPoint Remote, byte[] Datagram)> Release()
    {
        lock (_gate)
        {
            var kept = _kept ?? [];
            Volatile.Write(ref _kept, null);
            return kept;
        }
    }

    private static bool IsMedia(byte[] datagram) =>
        datagram.Length > 12 && datagram[0] is >= 128 and <= 191 && datagram[1] is < 192 or > 223; // RFC 7983 §7, RFC 5761 §4
}
