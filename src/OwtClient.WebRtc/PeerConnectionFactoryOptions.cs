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

    /// <summary>Where sockets and the factory itself log. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
