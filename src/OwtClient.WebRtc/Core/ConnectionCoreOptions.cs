using OwtClient.WebRtc.Ice;
using OwtClient.WebRtc.Timing;

namespace OwtClient.WebRtc.Core;

/// <summary>What a <see cref="ConnectionCore"/> is made with.</summary>
internal sealed record ConnectionCoreOptions
{
    public required IRandomSource Random { get; init; }

    /// <summary>Date and time at the origin of <see cref="Instant"/>, for sender reports.</summary>
    public required DateTimeOffset WallClockAtOrigin { get; init; }

    /// <summary>Canonical name of all streams sent (RFC 3550 §6.5.1), ASCII.</summary>
    public required string Cname { get; init; }

    public IceAgentOptions Ice { get; init; } = IceAgentOptions.Default;

    /// <summary>Shares sockets with other connections, or null.</summary>
    public IIcePathRegistry? Paths { get; init; }
}
