using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using OwtClient.WebRtc.Stun;

namespace OwtClient.WebRtc.Io;

/// <summary>Between the operating system's form of an address and ours, without an <see cref="EndPoint"/> on the way.</summary>
/// <remarks>The offsets of sockaddr_in and sockaddr_in6 are the same on Linux, macOS and Windows.</remarks>
internal static class SocketAddressExtensions
{
    private const int PortAt = 2;
    private const int IPv4At = 4;
    private const int IPv6At = 8;
    private const int ScopeIdAt = 24;

    public static AddressFamily ToAddressFamily(this TransportAddress address) =>
        address.IsIPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    public static TransportAddress ToTransportAddress(this SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[PortAt..]);
        if (address.Family == AddressFamily.InterNetwork) return TransportAddress.FromBytes(bytes.Slice(IPv4At, 4), port);
        var ipv6 = bytes.Slice(IPv6At, 16);
        return TransportAddress.FromBytes(ipv6, port, BitConverter.ToUInt32(bytes[ScopeIdAt..]));
    }

    /// <summary>Writes <paramref name="source"/> into an address object of the same family.</summary>
    public static void CopyTo(this TransportAddress source, SocketAddress destination)
    {
        var bytes = destination.Buffer.Span;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[PortAt..], source.Port);
        source.CopyAddressTo(bytes[(source.IsIPv4 ? IPv4At : IPv6At)..]);
        if (!source.IsIPv4) BitConverter.TryWriteBytes(bytes[ScopeIdAt..], source.ScopeId);
    }

    public static SocketAddress ToSocketAddress(this TransportAddress source)
    {
        var address = new SocketAddress(source.ToAddressFamily());
        source.CopyTo(address);
        return address;
    }
}
