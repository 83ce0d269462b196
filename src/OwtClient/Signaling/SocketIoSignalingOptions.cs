using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OwtClient.Signaling;

/// <summary>Settings of a <see cref="SocketIoSignaling"/>. Immutable; vary with <c>with</c>.</summary>
public sealed record SocketIoSignalingOptions
{
    /// <summary>How messages travel. The default value is <see cref="SocketIoTransport.WebSocket"/>.</summary>
    public SocketIoTransport Transport { get; init; } = SocketIoTransport.WebSocket;

    /// <summary>
    /// Engine.IO version, 3 (servers of OWT 4.x) or 4; null (the default) to try 4 and then 3.
    /// </summary>
    public int? EngineIoVersion { get; init; }

    /// <summary>Limit for connecting with one version. The default value is 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Decides about the portal's certificate; null (the default) for the usual checks. OWT's sample certificate is self-signed: accept it
    /// here, by its fingerprint.
    /// </summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Certificates to show to the portal. The default value is none.</summary>
    public X509CertificateCollection? ClientCertificates { get; init; }

    /// <summary>Headers for every HTTP request. The default value is none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Proxy to go through; null (the default) for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Messages that may wait to be sent; one more fails the request. The default value is 1,000.</summary>
    public int SendQueueMessages { get; init; } = 1000;

    /// <summary>Longest message accepted, in bytes. The default value is 16 MiB; a portal sends at most about 1 MB.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where the connection logs: names of events, never their content. The default value is nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Clock of time limits and pings. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
