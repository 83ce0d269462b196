using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OwtClient.Server.Portal.Versions;
using OwtClient.WebRtc;

namespace OwtClient.Server;

/// <summary>Settings of a conference server. Immutable; vary with <c>with</c>. Checked when the server starts.</summary>
public sealed record ConferenceServerOptions
{
    /// <summary>
    /// Address to listen on: an IP address, <c>localhost</c>, or <c>*</c> for all addresses. The default value is <c>127.0.0.1</c>, so that
    /// nothing is reachable from outside unless asked for.
    /// </summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>TCP port to listen on, or 0 for a free one. The default value is 0.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Host and port that tokens send clients to, for example <c>conference.example.org:8080</c>; null for the address and port listened
    /// on. The default value is null. Needed with <see cref="Host"/> <c>*</c> when clients are not on this machine.
    /// </summary>
    public string? PublicHost { get; init; }

    /// <summary>Name of the room that tokens without a room are for. The default value is <c>sampleRoom</c>.</summary>
    public string DefaultRoom { get; init; } = "sampleRoom";

    /// <summary>
    /// Whether a token for a room that does not exist makes it. The default value is true; with false such a request is refused.
    /// </summary>
    public bool CreateRooms { get; init; } = true;

    /// <summary>Most rooms. The default value is 1,000.</summary>
    public int MaxRooms { get; init; } = 1000;

    /// <summary>Most participants in one room at once. The default value is 500.</summary>
    public int MaxParticipantsPerRoom { get; init; } = 500;

    /// <summary>Most streams published in one room at once. The default value is 500.</summary>
    public int MaxStreamsPerRoom { get; init; } = 500;

    /// <summary>
    /// Whether every publication takes part in the mixed view <c>common</c>, as with the applications that mix what is published; if not,
    /// its owner has to mix it (PROTOCOL §4.8). The default value is true.
    /// </summary>
    public bool MixPublications { get; init; } = true;

    /// <summary>How long a token is good for. The default value is three minutes, as on an OWT server.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How long a participant whose connection broke is waited for before it leaves the room. The default value is 60 s, as on an OWT
    /// server.
    /// </summary>
    public TimeSpan ReconnectionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a reconnection ticket is good for. The default value is 600 s, as on an OWT server.</summary>
    public TimeSpan ReconnectionTicketLifetime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>
    /// Web origins whose pages may call this server, for example <c>https://app.example.org</c>; <c>*</c> for all. The default value is
    /// none: pages of this server and pages served from this machine may.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Whether the page that shows a room in a browser is served. The default value is true.</summary>
    public bool ServeWatchPage { get; init; } = true;

    /// <summary>
    /// Whether <see cref="ConferenceServer.Faults"/> can be reached over HTTP at <c>/faults</c>, and the rooms at <c>/faults/rooms</c>,
    /// from this machine only and without credentials. The default value is false. For tests in other processes; never for an installation.
    /// </summary>
    public bool ServeFaultEndpoint { get; init; }

    /// <summary>
    /// Versions of the conference protocol that clients may speak: <c>1.0</c>, <c>1.1</c>, <c>1.2</c>; others are refused with <c>Unknown
    /// client protocol</c>. The default value is all three. An OWT 4.2 server speaks the first two.
    /// </summary>
    public IReadOnlyList<string> ProtocolVersions { get; init; } = ["1.0", "1.1", "1.2"];

    /// <summary>
    /// Versions of Engine.IO that clients may speak: 3 (Socket.IO 2) and 4 (Socket.IO 3 and 4); others are refused with <c>Unsupported
    /// protocol version</c>. The default value is both. An OWT 4.x server speaks 3 only.
    /// </summary>
    public IReadOnlyList<int> EngineIoVersions { get; init; } = [3, 4];

    /// <summary>
    /// Time between pings of the signaling connection. Clients learn it when they connect. The default value is 25 s, as with Socket.IO 4.
    /// </summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// How late the answer to a ping may be, for both sides, before the connection counts as broken. The default value is 20 s.
    /// </summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The management API that is served beside the portal; null for none. By default it is served, with a key made at start.
    /// </summary>
    public ManagementOptions? Management { get; init; } = new();

    /// <summary>Where the management API records streams to; null (the default) for nowhere: it refuses to record then.</summary>
    public RecordingOptions? Recording { get; init; }

    /// <summary>
    /// Whether the routes of OWT's sample application server are answered (PROTOCOL §8.11): <c>/rooms</c>, what is in them, and their older
    /// names. They ask for no credentials, so anybody who reaches the server may change everything. Null (the default): only while
    /// <see cref="Host"/> is this machine alone and there is no <see cref="PublicHost"/>. <c>/tokens</c> and <c>/createToken/</c> are
    /// always answered.
    /// </summary>
    public bool? ServeSampleRoutes { get; init; }

    /// <summary>
    /// Certificate, with its private key, to serve https and wss with; null (the default) for http and ws. Tokens tell clients which. It
    /// stays the caller's.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// Makes the peer connections; null for an engine of the server's own. The default value is null. The server forwards packets, so it
    /// has to be the managed engine. A factory given here stays the caller's.
    /// </summary>
    public IPeerConnectionFactory? PeerConnectionFactory { get; init; }

    /// <summary>Where the server logs. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether nobody but this machine can reach the server.</summary>
    internal bool IsLoopbackOnly =>
        Host == "localhost" || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>A public address without a public listener means that something in front passes requests of others on.</summary>
    internal bool AnswersSampleRoutes => ServeSampleRoutes ?? (IsLoopbackOnly && PublicHost is null);

    /// <summary>Says what is wrong with the values.</summary>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Host);
        ArgumentException.ThrowIfNullOrWhiteSpace(DefaultRoom);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRooms, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxParticipantsPerRoom, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxStreamsPerRoom, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TokenLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectionTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ReconnectionTicketLifetime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PingInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PingTimeout, TimeSpan.Zero);
        RequireSome(ProtocolVersions, ClientProtocols.All, nameof(ProtocolVersions));
        RequireSome(EngineIoVersions, [3, 4], nameof(EngineIoVersions));
        if (Certificate is { HasPrivateKey: false })
            throw new ArgumentException("The certificate comes without its private key.", nameof(Certificate));
        Management?.Validate();
        Recording?.Validate();
    }

    private static void RequireSome<T>(IReadOnlyList<T> values, IReadOnlyList<T> known, string name)
    {
        if (values.Count > 0 && !values.Except(known).Any()) return;
        throw new ArgumentException($"One or more of {string.Join(", ", known)} are needed.", name);
    }
}
