using System.Net;

namespace OwtClient.WebRtc.Io;

/// <summary>How sockets are opened and shared.</summary>
internal sealed record UdpTransportOptions
{
    public static UdpTransportOptions Default { get; } = new();

    /// <summary>Whether 127.0.0.1 and ::1 are used beside other addresses. They always are when there is no other.</summary>
    public bool IncludeLoopback { get; init; }

    /// <summary>Whether only 127.0.0.1 and ::1 are used.</summary>
    public bool LoopbackOnly { get; init; }

    /// <summary>The addresses to use instead of those of the machine's interfaces; empty for the latter.</summary>
    public IReadOnlyList<IPAddress> BindAddresses { get; init; } = [];

    /// <summary>Ports to bind, or null for whichever the operating system gives.</summary>
    public PortRange? Ports { get; init; }

    /// <summary>Connections that share a set of sockets before another set is opened. The default value is 8.</summary>
    /// <remarks>
    /// Two factories with m and n sockets keep m × n connections between them apart, so both sides need about the square root of their
    /// number.
    /// </remarks>
    public int ConnectionsPerSocket { get; init; } = 8;

    /// <summary>Sets of sockets at most. The default value is 256.</summary>
    public int MaxSockets { get; init; } = 256;

    /// <summary>What the operating system is asked for; it may give less. The default value is 4 MB.</summary>
    public int SocketBufferBytes { get; init; } = 4 << 20;
}
