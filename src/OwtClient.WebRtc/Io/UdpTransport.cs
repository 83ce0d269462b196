using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>
/// The UDP sockets that all connections of a factory share. A datagram finds its connection by the user name if it is a binding
/// request, by the transaction id if it answers a question that a connection announced, and else by the remote address that the
/// connection reserved.
/// </summary>
/// <remarks>
/// Sockets come in lanes: one socket per local address in each. A connection gathers from one lane; when a way it wants to go is
/// another connection's already, it takes a socket of another lane. Thread-safe. Disposing stops the receive threads and waits for them.
/// </remarks>
internal sealed class UdpTransport(UdpTransportOptions options, ILogger logger) : IDisposable
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<ulong, UdpRegistration> _byUfrag = new();
    private readonly ConcurrentDictionary<StunTransactionId, UdpRegistration> _byTransaction = new();
    private readonly ConcurrentDictionary<TransportAddress, UdpSocket> _byAddress = new();
    private readonly LocalAddressCache _localAddresses = new(options);
    private readonly List<List<UdpSocket>> _lanes = []; // [lane], one socket per address
    private readonly List<int> _connections = []; // [lane]
    private long _registrations;
    private long _unroutable;
    private long _sendErrors;
    private long _receiveErrors;
    private bool _disposed;

    /// <summary>Datagrams that belong to no connection.</summary>
    public long Unroutable => Interlocked.Read(ref _unroutable);

    /// <summary>Datagrams that the operating system did not take.</summary>
    public long SendErrors => Interlocked.Read(ref _sendErrors);

    /// <summary>Errors that the operating system reported instead of a datagram.</summary>
    public long ReceiveErrors => Interlocked.Read(ref _receiveErrors);

    /// <summary>Sockets that are open, each with a thread.</summary>
    public int SocketCount => _byAddress.Count;

    /// <summary>Gives a connection its share.</summary>
    /// <param name="localUfrag">Its agent's <see cref="IceAgent.LocalUfrag"/>.</param>
    /// <param name="handler">Gets its datagrams from now on.</param>
    /// <exception cref="ObjectDisposedException">The transport was disposed of.</exception>
    /// <exception cref="ArgumentException">The fragment is not one of ours, or taken.</exception>
    public UdpRegistration Register(string localUfrag, IDatagramHandler handler)
    {
        var fragment = Encoding.ASCII.GetBytes(localUfrag);
        if (!TryGetKey(fragment, out var ufrag)) throw new ArgumentException("Not a local ufrag.", nameof(localUfrag));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var lane = ChooseLaneLocked();
            var addresses = _lanes[lane].ConvertAll(socket => socket.Address);
            var registration = new UdpRegistration(this, ufrag, lane, addresses, handler) { Number = ++_registrations };
            if (!_byUfrag.TryAdd(ufrag, registration)) throw new ArgumentException("The ufrag is in use.", nameof(localUfrag));
            _connections[lane]++;
            return registration;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        _localAddresses.Dispose();
        _byUfrag.Clear();
        _byTransaction.Clear();
        foreach (var socket in _byAddress.Values) socket.Dispose(); // outside the lock: a handler that is being called may want it
    }

    internal UdpSocket? Find(TransportAddress address) => _byAddress.GetValueOrDefault(address);

    internal void CountSendError() => Interlocked.Increment(ref _sendErrors);

    internal void CountReceiveError() => Interlocked.Increment(ref _receiveErrors);

    internal bool TryReserve(
        UdpRegistration registration, TransportAddress @base, TransportAddress remote, IcePathClaim claim, out TransportAddress reserved)
    {
        lock (_gate)
        {
            reserved = @base;
            if (_disposed || Find(@base) is not { } wanted) return false;
            if (ReserveLocked(registration, wanted, remote, claim) is not { } socket) return false;
            reserved = socket.Address;
            if (!registration.Reserved.Contains((socket, remote))) registration.Reserved.Add((socket, remote));
            return true;
        }
    }

    internal void Release(UdpRegistration registration, TransportAddress @base, TransportAddress remote)
    {
        lock (_gate)
        {
            if (Find(@base) is not { } socket) return;
            socket.Release(remote, registration);
            registration.Reserved.Remove((socket, remote));
        }
    }

    internal void ExpectAnswer(UdpRegistration registration, StunTransactionId id) => _byTransaction[id] = registration;

    internal void ForgetAnswer(UdpRegistration registration, StunTransactionId id) =>
        _byTransaction.TryRemove(KeyValuePair.Create(id, registration));

    internal void Unregister(UdpRegistration registration)
    {
        lock (_gate)
        {
            if (!_byUfrag.TryRemove(KeyValuePair.Create(registration.Ufrag, registration))) return;
            foreach (var id in registration.ExpectedAnswers) ForgetAnswer(registration, id);
            _connections[registration.Lane]--;
            foreach (var (socket, remote) in registration.Reserved) socket.Release(remote, registration);
            registration.Reserved.Clear();
        }
    }

    /// <summary>Called on the socket's receive thread.</summary>
    internal void Dispatch(UdpSocket socket, Span<byte> datagram, TransportAddress remote)
    {
        if (!TryGetConnection(socket, datagram, remote, out var registration))
        {
            Interlocked.Increment(ref _unroutable);
            return;
        }

        try
        {
            registration!.Handler.HandleDatagram(datagram, socket.Address, remote);
        }
#pragma warning disable CA1031 // the thread serves other connections, too
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(logger, e);
        }
    }

    private static bool TryGetKey(ReadOnlySpan<byte> ufrag, out ulong key)
    {
        var fits = ufrag.Length == IceCredentials.UfragLength;
        key = fits ? BitConverter.ToUInt64(ufrag) : 0;
        return fits;
    }

    private bool TryGetConnection(UdpSocket socket, ReadOnlySpan<byte> datagram, TransportAddress remote, out UdpRegistration? registration)
    {
        registration = null;
        if (StunMessageReader.LooksLikeStun(datagram) && StunMessageReader.Parse(datagram, out var message) == StunParseStatus.Ok)
        {
            if (message.Type == StunMessageType.BindingRequest && message.TryGetAttribute(StunAttributeType.Username, out var username))
            {
                var colon = username.IndexOf((byte)':');
                return colon >= 0 && TryGetKey(username[..colon], out var key) && _byUfrag.TryGetValue(key, out registration);
            }

            if (_byTransaction.TryGetValue(message.TransactionId, out registration)) return true;
        }

        var known = socket.TryGetRoute(remote, out var route);
        registration = route.Registration;
        return known;
    }

    private UdpSocket? ReserveLocked(UdpRegistration registration, UdpSocket wanted, TransportAddress remote, IcePathClaim claim)
    {
        if (claim == IcePathClaim.Tentative) return wanted.TryReserve(remote, registration, firm: false) ? wanted : null;
        if (claim == IcePathClaim.Proven) return wanted.TryReserve(remote, registration, firm: true, isPeersChoice: true) ? wanted : null;
        var sockets = _lanes.ConvertAll(lane => lane.Find(socket => socket.Address.HasSameAddress(wanted.Address)));
        if (sockets.Find(s => s is not null && s.IsReservedFor(remote, registration)) is { } mine) return mine;
        if (TryReserveBothWays(registration, wanted, remote)) return wanted;
        if (sockets.Find(s => s is not null && TryReserveBothWays(registration, s, remote)) is { } free) return free;

        var missing = sockets.IndexOf(null);
        if (missing < 0 && !TryAddLaneLocked(out missing)) return null;
        return OpenLocked(missing, wanted.Address) is { } opened && opened.TryReserve(remote, registration, firm: true) ? opened : null;
    }

    /// <summary>When both ends are sockets of ours, two connections that start at opposite ends must not meet on the same way.</summary>
    private bool TryReserveBothWays(UdpRegistration registration, UdpSocket socket, TransportAddress remote)
    {
        var isTakenBackwards = Find(remote) is { } opposite && opposite.TryGetRoute(socket.Address, out var back) && back.IsFirm;
        return !isTakenBackwards && socket.TryReserve(remote, registration, firm: true);
    }

    private int ChooseLaneLocked()
    {
        var lane = _connections.FindIndex(count => count < options.ConnectionsPerSocket);
        if (lane < 0 && !TryAddLaneLocked(out lane)) lane = _connections.IndexOf(_connections.Min());
        foreach (var address in _localAddresses.Get())
        {
            if (!_lanes[lane].Exists(socket => socket.Address.HasSameAddress(address))) OpenLocked(lane, address);
        }

        return lane;
    }

    private bool TryAddLaneLocked(out int lane)
    {
        lane = _lanes.Count;
        if (lane >= options.MaxSockets) return false;
        _lanes.Add([]);
        _connections.Add(0);
        return true;
    }

    private UdpSocket? OpenLocked(int lane, TransportAddress address)
    {
        foreach (var port in PortsToTry(address))
        {
            try
            {
                var socket = new UdpSocket(this, address.WithPort(port), options);
                _byAddress[socket.Address] = socket;
                _lanes[lane].Add(socket);
                socket.Start();
                return socket;
            }
            catch (SocketException e) when (port != 0 && e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another program has this port of the range; the next may be free.
            }
            catch (SocketException e)
            {
                Log.BindFailed(logger, e.SocketErrorCode); // the interface went away, or the machine is out of sockets
                return null;
            }
        }

        Log.BindFailed(logger, SocketError.AddressAlreadyInUse); // the whole range is taken
        return null;
    }

    private IEnumerable<int> PortsToTry(TransportAddress address) => options.Ports is not { } range
        ? [0]
        : Enumerable.Range(range.First, range.Last - range.First + 1).Where(port => !_byAddress.ContainsKey(address.WithPort(port)));
}
