using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>One connection's share of a <see cref="UdpTransport"/>; disposing ends the delivery of datagrams.</summary>
/// <remarks>Thread-safe but for <see cref="ExpectAnswers"/>.</remarks>
internal sealed class UdpRegistration : IIcePathRegistry, IDisposable
{
    private readonly UdpTransport _transport;
    private IReadOnlyList<StunTransactionId> _expectedAnswers = [];

    internal UdpRegistration(
        UdpTransport transport, ulong ufrag, int lane, IReadOnlyList<TransportAddress> addresses, IDatagramHandler handler) =>
        (_transport, Ufrag, Lane, LocalAddresses, Handler) = (transport, ufrag, lane, addresses, handler);

    /// <summary>Addresses of the sockets this connection gathers its host candidates from, the preferred ones first.</summary>
    public IReadOnlyList<TransportAddress> LocalAddresses { get; }

    /// <summary>Grows with each connection of the transport: tells which of two is the newer.</summary>
    internal long Number { get; init; }

    internal ulong Ufrag { get; }

    internal int Lane { get; }

    internal IDatagramHandler Handler { get; }

    /// <summary>The ways this connection holds; under the transport's lock.</summary>
    internal List<(UdpSocket Socket, TransportAddress Remote)> Reserved { get; } = [];

    internal IReadOnlyList<StunTransactionId> ExpectedAnswers => _expectedAnswers;

    /// <summary>Sends a datagram now and then, such as a check. For media take <see cref="GetPath"/>.</summary>
    /// <returns>False if there is no such socket or the operating system refused.</returns>
    public bool Send(ReadOnlySpan<byte> datagram, TransportAddress @base, TransportAddress remote) =>
        _transport.Find(@base) is { } socket && socket.Send(datagram, remote);

    /// <summary>The way to send along, or null if there is no such socket.</summary>
    public UdpPath? GetPath(TransportAddress @base, TransportAddress remote) =>
        _transport.Find(@base) is { } socket ? new UdpPath(socket, remote) : null;

    /// <summary>Announces questions to servers that other connections may ask, too. A new call replaces the former one's.</summary>
    public void ExpectAnswers(IEnumerable<StunTransactionId> transactions)
    {
        foreach (var id in _expectedAnswers) _transport.ForgetAnswer(this, id);
        _expectedAnswers = [.. transactions];
        foreach (var id in _expectedAnswers) _transport.ExpectAnswer(this, id);
    }

    public bool TryReserve(TransportAddress @base, TransportAddress remote, IcePathClaim claim, out TransportAddress reserved) =>
        _transport.TryReserve(this, @base, remote, claim, out reserved);

    public void Release(TransportAddress @base, TransportAddress remote) => _transport.Release(this, @base, remote);

    public void Dispose() => _transport.Unregister(this);
}
