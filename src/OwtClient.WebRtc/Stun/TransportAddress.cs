using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace OwtClient.WebRtc.Stun;

/// <summary>An IP address and port as a plain value: it can be a key and be passed around without allocating.</summary>
/// <remarks>IPv4-mapped IPv6 addresses become IPv4, so that equal places are equal values.</remarks>
internal readonly struct TransportAddress : IEquatable<TransportAddress>
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000; // ::ffff:0:0/96
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scopeId;

    private TransportAddress(ulong high, ulong low, uint scopeId, ushort port) =>
        (_high, _low, _scopeId, Port) = (high, low, scopeId, port);

    /// <summary>A place of <paramref name="address"/>'s family.</summary>
    public TransportAddress(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var scopeId = address.AddressFamily == AddressFamily.InterNetworkV6 ? (uint)address.ScopeId : 0;
        this = FromBytes(bytes[..length], (ushort)port, scopeId);
    }

    public ushort Port { get; }

    /// <summary>The IPv6 zone, which only link-local addresses have; else 0.</summary>
    public uint ScopeId => _scopeId;

    public bool IsIPv4 => _high == 0 && _low >> 32 == MappedPrefix >> 32;

    /// <summary>Whether this is <c>default</c>, which names no place.</summary>
    public bool IsNone => _high == 0 && _low == 0 && Port == 0;

    public bool IsLoopback => IsIPv4 ? (byte)(_low >> 24) == 127 : _high == 0 && _low == 1;

    /// <summary>169.254.0.0/16 or fe80::/10.</summary>
    public bool IsLinkLocal => IsIPv4 ? (ushort)(_low >> 16) == 0xA9FE : _high >> 54 == 0xFE80 >> 6;

    /// <summary>4 or 16.</summary>
    public int AddressLength => IsIPv4 ? 4 : 16;

    public static bool operator ==(TransportAddress left, TransportAddress right) => left.Equals(right);

    public static bool operator !=(TransportAddress left, TransportAddress right) => !left.Equals(right);

    /// <summary>From an address in network byte order.</summary>
    /// <param name="address">4 or 16 bytes.</param>
    /// <param name="port">In host byte order.</param>
    /// <param name="scopeId">IPv6 zone or 0.</param>
    public static TransportAddress FromBytes(ReadOnlySpan<byte> address, ushort port, uint scopeId = 0) => address.Length == 4
        ? new(0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(address), 0, port)
        : new(BinaryPrimitives.ReadUInt64BigEndian(address), BinaryPrimitives.ReadUInt64BigEndian(address[8..]), scopeId, port);

    /// <summary>From a literal address; names are not resolved.</summary>
    public static bool TryParse(ReadOnlySpan<char> address, int port, out TransportAddress result)
    {
        result = default;
        if (port is < 0 or > ushort.MaxValue || !IPAddress.TryParse(address, out var ip)) return false;
        result = new TransportAddress(ip, port);
        return true;
    }

    /// <summary>Writes the address in network byte order and returns its length, 4 or 16.</summary>
    public int CopyAddressTo(Span<byte> destination)
    {
        if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_low);
            return 4;
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        return 16;
    }

    public TransportAddress WithPort(int port) => new(_high, _low, _scopeId, (ushort)port);

    /// <summary>Whether both have the same IP address, whatever the ports.</summary>
    public bool HasSameAddress(TransportAddress other) => _high == other._high && _low == other._low && _scopeId == other._scopeId;

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = CopyAddressTo(bytes);
        return length == 4 ? new IPAddress(bytes[..4]) : new IPAddress(bytes, _scopeId);
    }

    public IPEndPoint ToIPEndPoint() => new(ToIPAddress(), Port);

    public bool Equals(TransportAddress other) => Port == other.Port && HasSameAddress(other);

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is TransportAddress other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_high, _low, Port, _scopeId);

    public override string ToString() => ToIPEndPoint().ToString();
}
