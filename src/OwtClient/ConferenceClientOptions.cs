using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.Reconnection;
using OwtClient.Signaling;
using OwtClient.WebRtc;

namespace OwtClient;

/// <summary>Settings of a <see cref="ConferenceClient"/>. Immutable; vary with <c>with</c>.</summary>
public sealed record ConferenceClientOptions
{
    /// <summary>
    /// Makes the peer connections. The default value (null) is the managed engine, one factory for all clients of the process. A factory
    /// given
    /// here stays the caller's.
    /// </summary>
    public IPeerConnectionFactory? PeerConnectionFactory { get; init; }

    /// <summary>STUN and TURN servers. The default value is none.</summary>
    public IReadOnlyList<IceServer> IceServers { get; init; } = [];

    /// <summary>
    /// Settings of the Socket.IO connection, for example which certificates to trust. The default value (null) is the usual settings with
    /// the
    /// logger, the clock and the login limit of these options.
    /// </summary>
    public SocketIoSignalingOptions? Signaling { get; init; }

    /// <summary>Limit for connecting and logging in, each. The default value is 10 s; the server's own limit for a join is 6 s.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limit for the answer to any other request. The default value is 15 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit from an offer to its answer. The default value is 10 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limit from the answer until ICE and DTLS are up. The default value is 30 s.</summary>
    public TimeSpan TransportTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Limit from the transport being up until the server reports the session ready. The default value is 10 s.</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// When to try to come back after the signaling connection was lost. The default value tries at once, then with waits from 0.5 to 8 s,
    /// for as long as the server keeps the place (60 s), or for ten minutes when the client joined with a token provider.
    /// <see cref="Reconnection.ReconnectPolicy.None"/> for never.
    /// </summary>
    public IReconnectPolicy ReconnectPolicy { get; init; } = new ExponentialReconnectPolicy();

    /// <summary>
    /// When to make a new session for a publication or subscription whose media was lost. The default value tries at once, then with waits
    /// from 0.5 to 8 s, for 60 s. <see cref="Reconnection.ReconnectPolicy.None"/> for never: it fails then.
    /// </summary>
    public IReconnectPolicy MediaRecoveryPolicy { get; init; } = new ExponentialReconnectPolicy();

    /// <summary>
    /// Protocol version to log in with. The default value (null) is the newest one that the portal takes: one that refuses 1.2 is asked
    /// again with 1.1, then with 1.0, each on a new connection with limits of its own. The token stays good meanwhile: portals look at the
    /// version first.
    /// </summary>
    public ProtocolVersion? ProtocolVersion { get; init; }

    /// <summary>
    /// Name of the SDK told at login. Servers give a reconnection ticket to <c>C++</c> (the default value), <c>JavaScript</c>,
    /// <c>Android</c> and <c>Objective-C</c> alone (PROTOCOL §3.3).
    /// </summary>
    public string SdkType { get; init; } = "C++";

    /// <summary>Where the client logs. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Clock of all time limits. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal static SocketIoSignalingOptions SignalingOf(ConferenceClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Signaling ?? new SocketIoSignalingOptions
        {
            LoggerFactory = options.LoggerFactory,
            TimeProvider = options.TimeProvider,
            ConnectTimeout = options.LoginTimeout,
        };
    }

    internal void Validate()
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, TimeSpan)>)[
            (nameof(LoginTimeout), LoginTimeout), (nameof(RequestTimeout), RequestTimeout), (nameof(AnswerTimeout), AnswerTimeout),
            (nameof(TransportTimeout), TransportTimeout), (nameof(SessionTimeout), SessionTimeout)])
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            {
                throw new ArgumentException($"{name} must be above zero and at most an hour, not {value}.");
            }
        }

        if (ProtocolVersion is { } version && !Enum.IsDefined(version))
        {
            throw new ArgumentException($"There is no protocol version {version}.");
        }

        ArgumentException.ThrowIfNullOrEmpty(SdkType);
        ArgumentNullException.ThrowIfNull(ReconnectPolicy);
        ArgumentNullException.ThrowIfNull(MediaRecoveryPolicy);
    }
}
