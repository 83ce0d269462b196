using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>A connection that gets its datagrams from a shared <see cref="UdpTransport"/>.</summary>
internal interface IDatagramHandler
{
    /// <summary>Called on the socket's receive thread, which serves other connections too: return soon.</summary>
    /// <param name="datagram">The handler's to change until it returns, the socket's afterwards.</param>
    /// <param name="base">Address of the local socket.</param>
    /// <param name="remote">Where it came from.</param>
    /// <remarks>A call may still be on its way when the registration was disposed of.</remarks>
    void HandleDatagram(Span<byte> datagram, TransportAddress @base, TransportAddress remote);
}
