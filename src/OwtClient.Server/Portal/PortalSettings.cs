using OwtClient.Server.Portal.Versions;

namespace OwtClient.Server.Portal;

/// <summary>The portal's times (PROTOCOL §2.6, §3.4, §3.7).</summary>
internal sealed record PortalSettings
{
    /// <summary>How long a client that lost its connection is waited for.</summary>
    public TimeSpan ReconnectionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a reconnection ticket is good for.</summary>
    public TimeSpan TicketLifetime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>A connection that is not logged in this long after it was opened is closed.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Names of the protocol versions that are served.</summary>
    public IReadOnlyList<string> ProtocolVersions { get; init; } = ClientProtocols.All;

    /// <summary>Notifications kept for a client that may come back.</summary>
    public int NotificationsKept { get; init; } = 10_000;
}
