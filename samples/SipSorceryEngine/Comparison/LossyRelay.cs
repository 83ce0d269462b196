using System.Net;
using System.Net.Sockets;

namespace SipSorceryEngine.Comparison;

/// <summary>
/// Stands between two peers on the loopback interface, and loses a share of what the first sends; the same one in every run.
/// </summary>
internal sealed class LossyRelay : IDisposable
{
    private readonly double _share;
    private readonly Random _random = new(1);
    private readonly Socket _asSender = Open(); // what the receiver takes for the sender
    private readonly Socket _asReceiver = Open();
    private volatile IPEndPoint? _sender;
    private volatile IPEndPoint? _receiver;

    public LossyRelay(double share)
    {
        _share = share;
        new Thread(() => Pass(_asReceiver, _asSender, () => _receiver, isLossy: true)) { IsBackground = true }.Start();
        new Thread(() => Pass(_asSender, _asReceiver, () => _sender, isLossy: false)) { IsBackground = true }.Start();
    }

    /// <summary>Whether it loses anything now. Media alone is lost: the handshake is not what is measured.</summary>
    public bool Loses { get; set; }

    /// <summary>The candidate with the relay's address, which learns the true one; null for one that is not IPv4.</summary>
    public string? StandInFor(string candidate, bool isSender)
    {
        var words = candidate.Split(' ');
        var address = new IPEndPoint(IPAddress.Parse(words[4]), int.Parse(words[5], System.Globalization.CultureInfo.InvariantCulture));
        if (address.AddressFamily != AddressFamily.InterNetwork) return null;
        if (isSender) _sender = address;
        else _receiver = address;
        var port = ((IPEndPoint)(isSender ? _asSender : _asReceiver).LocalEndPoint!).Port;
        (words[4], words[5]) = ("127.0.0.1", $"{port}");
        return string.Join(' ', words);
    }

    public void Dispose()
    {
        _asSender.Dispose();
        _asReceiver.Dispose();
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private void Pass(Socket from, Socket through, Func<IPEndPoint?> to, bool isLossy)
    {
        var buffer = new byte[2048];
        EndPoint any = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                var length = from.ReceiveFrom(buffer, ref any);
                var isMedia = buffer[0] is >= 128 and <= 191 && buffer[1] is < 192 or > 223; // RFC 7983 §7, RFC 5761 §4
                if (isLossy && Loses && isMedia && _random.NextDouble() < _share) continue;
                if (to() is { } address) through.SendTo(buffer.AsSpan(0, length), address);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
