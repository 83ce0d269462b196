using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>One bound UDP socket with the thread that receives from it, and the ways that lead from it to remote addresses.</summary>
/// <remarks>
/// Receiving blocks a thread instead of awaiting: an awaited datagram wakes a pool thread each time and costs about four times as much.
/// </remarks>
internal sealed class UdpSocket : IDisposable
{
    private const int ReceiveBufferLength = 16384; // more than any network's frame; what is longer is cut and then fails authentication
    private const int StackBytes = 512 * 1024;
    private const int ResetConnectionIoControl = -1744830452; // SIO_UDP_CONNRESET: Windows reports a peer's closed port as an error of ours

    [ThreadStatic]
    private static SocketAddress? t_ipv4;

    [ThreadStatic]
    private static SocketAddress? t_ipv6;

    private readonly Socket _socket;
    private readonly UdpTransport _transport;
    private readonly ConcurrentDictionary<TransportAddress, UdpRoute> _routes = new();
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <exception cref="SocketException">The address cannot be bound.</exception>
    public UdpSocket(UdpTransport transport, TransportAddress address, UdpTransportOptions options)
    {
        _transport = transport;
        _socket = new Socket(address.ToAddressFamily(), SocketType.Dgram, ProtocolType.Udp);
        try
        {
            Configure(options);
            _socket.Bind(address.ToIPEndPoint());
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        Address = new TransportAddress(((IPEndPoint)_socket.LocalEndPoint!).Address, ((IPEndPoint)_socket.LocalEndPoint!).Port);
        _thread = new Thread(Receive, StackBytes) { IsBackground = true, Name = "OwtClient UDP" };
    }

    public TransportAddress Address { get; }

    public void Start() => _thread.Start();

    /// <summary>Gives the way to <paramref name="remote"/> to a connection, unless it is another's or leads back here.</summary>
    /// <param name="remote">Where it leads.</param>
    /// <param name="registration">Whose it shall be.</param>
    /// <param name="firm">Whether the connection is sure to use it.</param>
    /// <param name="isPeersChoice">
    /// Whether the peer came this way. An older connection that it came for gives way then: the peer has given that one up, which may not
    /// know yet. The age decides, so that a late datagram of the older one changes nothing.
    /// </param>
    /// <remarks>One thread at a time.</remarks>
    public bool TryReserve(TransportAddress remote, UdpRegistration registration, bool firm, bool isPeersChoice = false)
    {
        if (remote == Address) return false;
        if (_routes.TryGetValue(remote, out var route))
        {
            var isMine = route.Registration == registration;
            if (isMine && (route.IsFirm || !firm)) return true;
            var gives = isPeersChoice && route.IsPeersChoice && route.Registration.Number < registration.Number;
            if (!isMine && !gives && (route.IsFirm || !firm)) return false;
        }

        _routes[remote] = new UdpRoute(registration, firm, isPeersChoice);
        return true;
    }

    /// <summary>One thread at a time.</summary>
    public void Release(TransportAddress remote, UdpRegistration registration)
    {
        if (IsReservedFor(remote, registration)) _routes.TryRemove(remote, out _);
    }

    public bool IsReservedFor(TransportAddress remote, UdpRegistration registration) =>
        TryGetRoute(remote, out var route) && route.Registration == registration;

    public bool TryGetRoute(TransportAddress remote, out UdpRoute route) => _routes.TryGetValue(remote, out route);

    /// <summary>Sends from any thread.</summary>
    /// <returns>False if the operating system refused; UDP promises nothing anyway.</returns>
    public bool Send(ReadOnlySpan<byte> datagram, TransportAddress remote)
    {
        ref var address = ref remote.IsIPv4 ? ref t_ipv4 : ref t_ipv6;
        address ??= new SocketAddress(remote.ToAddressFamily());
        remote.CopyTo(address);
        return Send(datagram, address);
    }

    /// <summary>Sends from any thread to an address object that nobody changes.</summary>
    public bool Send(ReadOnlySpan<byte> datagram, SocketAddress remote)
    {
        try
        {
            _socket.SendTo(datagram, SocketFlags.None, remote);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _transport.CountSendError();
            return false;
        }
    }

    /// <summary>Stops receiving and waits for the thread, unless this is the thread.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        Send([], Address); // wakes the thread where closing the socket does not
        _socket.Dispose();
        if (_thread.IsAlive && Thread.CurrentThread != _thread) _thread.Join();
    }

    private void Configure(UdpTransportOptions options)
    {
        if (_socket.AddressFamily == AddressFamily.InterNetworkV6) _socket.DualMode = false;
        _socket.ReceiveBufferSize = options.SocketBufferBytes;
        _socket.SendBufferSize = options.SocketBufferBytes;
        if (OperatingSystem.IsWindows()) _socket.IOControl(ResetConnectionIoControl, [0], null);
    }

    private void Receive()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(ReceiveBufferLength, pinned: true);
        var from = new SocketAddress(_socket.AddressFamily);
        while (!_stopping)
        {
            try
            {
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                if (length > 0) _transport.Dispatch(this, buffer.AsSpan(0, length), from.ToTransportAddress());
            }
            catch (SocketException) when (!_stopping)
            {
                _transport.CountReceiveError(); // about a single datagram: an ICMP error, or one that is too long
            }
            catch (Exception e) when (_stopping && e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
