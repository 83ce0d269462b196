using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>
/// Knows which connection a datagram between two addresses belongs to when many share a socket. Data carries no name, so a way from a
/// local socket to a remote address can serve one connection only; an agent reserves it before it uses it.
/// </summary>
internal interface IIcePathRegistry
{
    /// <summary>Reserves the way from <paramref name="base"/> to <paramref name="remote"/>; repeating it is no error.</summary>
    /// <param name="base">Address of a local socket.</param>
    /// <param name="remote">Where the peer is.</param>
    /// <param name="mayMove">Whether another socket at the same IP address will do when this way is taken.</param>
    /// <param name="reserved">The socket to use: <paramref name="base"/> or its substitute.</param>
    /// <returns>False if the way is another connection's.</returns>
    bool TryReserve(TransportAddress @base, TransportAddress remote, bool mayMove, out TransportAddress reserved);

    /// <summary>Gives a way back.</summary>
    void Release(TransportAddress @base, TransportAddress remote);
}
