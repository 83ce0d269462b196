using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OwtClient.WebRtc;

/// <summary>Settings of one peer connection (W3C RTCConfiguration). Immutable; vary with <c>with</c>.</summary>
public sealed record PeerConnectionOptions
{
    /// <summary>STUN and TURN servers. The default value is none: host candidates only.</summary>
    public IReadOnlyList<IceServer> IceServers { get; init; } = [];

    /// <summary>Where the connection logs. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Received frames kept per track for a reader that is late; then the oldest goes. The default value is 512.</summary>
    public int ReceiveQueueFrames { get; init; } = 512;
}
