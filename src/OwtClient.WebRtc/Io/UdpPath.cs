using System.Net;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>The way from a local socket to one remote address, prepared for sending often. Thread-safe.</summary>
internal sealed class UdpPath(UdpSocket socket, TransportAddress remote)
{
    private readonly SocketAddress _address = remote.ToSocketAddress();

    public TransportAddress Base => socket.Address;

    public TransportAddress Remote { get; } = remote;

    /// <returns>False if the operating system refused.</returns>
    public bool Send(ReadOnlySpan<byte> datagram) => socket.Send(datagram, _address);
}
