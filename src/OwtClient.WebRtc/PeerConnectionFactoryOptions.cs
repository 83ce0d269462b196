using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OwtClient.WebRtc;

/// <summary>Settings that all connections of a <see cref="PeerConnectionFactory"/> share. Immutable; vary with <c>with</c>.</summary>
public sealed record PeerConnectionFactoryOptions
{
    /// <summary>Clock and timers. The default value is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether the loopback addresses are offered to peers beside the others. The default value is false.</summary>
    public bool IncludeLoopback { get; init; }

    /// <summary>Whether nothing but the loopback addresses is used: for tests and for servers on one machine. The default value is false.</summary>
    public bool LoopbackOnly { get; init; }

    /// <summary>
    /// Addresses to receive media on, instead of those of the machine's interfaces: each becomes a candidate as it stands, so a wildcard
    /// has no place here. The default value is none.
    /// </summary>
    public IReadOnlyList<IPAddress> BindAddresses { get; init; } = [];

    /// <summary>UDP ports to receive media on, for firewalls. One port per address serves about eight connections at once. The default value is any.</summary>
    public PortRange? Ports { get; init; }

    /// <summary>Where sockets and the factory itself log. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
