using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Ice;

/// <summary>
/// Knows which connection a datagram between two addresses belongs to when many share a socket. Data carries no name, so a way from a
/// local socket to a remote address can serve one connection only; an agent reserves it before it uses it.
/// </summary>
/// <remarks>Two agents never choose the same way as long as the controlling ones reserve exclusively: they have the choice.</remarks>
internal interface IIcePathRegistry
{
    /// <summary>Reserves the way from <paramref name="base"/> to <paramref name="remote"/>; repeating it is no error.</summary>
    /// <param name="base">Address of a local socket.</param>
    /// <param name="remote">Where the peer is.</param>
    /// <param name="claim">Why it is wanted.</param>
    /// <param name="reserved">The socket to use: <paramref name="base"/>, or its substitute for a movable claim.</param>
    /// <returns>False if the way is another connection's.</returns>
    bool TryReserve(TransportAddress @base, TransportAddress remote, IcePathClaim claim, out TransportAddress reserved);

    /// <summary>Gives a way back.</summary>
    void Release(TransportAddress @base, TransportAddress remote);
}
