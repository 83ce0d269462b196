namespace OwtClient.Server.EngineIo;

/// <summary>Limits and times of the Engine.IO server. The defaults are those of Socket.IO 4.5.</summary>
internal sealed record EngineIoOptions
{
    /// <summary>Time between pings. The default is 25 s.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a pong (version 4) or the next ping (version 3) may be late. The default is 20 s.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an upgrade to WebSocket may take. The default is 10 s.</summary>
    public TimeSpan UpgradeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a session that is being closed may take to fetch what was sent. The default is 5 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a Socket.IO client of version 3 or 4 may take to send its CONNECT packet. The default is 45 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Largest WebSocket message or polling body that a client may send, in bytes. The default is 1,000,000.</summary>
    public int MaxPayloadBytes { get; init; } = 1_000_000;

    /// <summary>Most packets that may wait for one client; more close its session. The default is 4,096.</summary>
    public int MaxQueuedPackets { get; init; } = 4_096;

    /// <summary>Most bytes that may wait for one client; more close its session. The default is 16 MiB.</summary>
    public int MaxQueuedBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The versions that are served. The default is both.</summary>
    public IReadOnlyList<EngineIoVersion> Versions { get; init; } = [EngineIoVersion.V3, EngineIoVersion.V4];

    /// <summary>Most sessions at a time; more are refused with status 503. The default is 10,000.</summary>
    public int MaxSessions { get; init; } = 10_000;
}
