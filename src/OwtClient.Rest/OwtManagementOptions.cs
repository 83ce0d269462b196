using System.Net.Security;
using OwtClient.Rest.Authentication;
using OwtClient.Rest.Http;

namespace OwtClient.Rest;

/// <summary>Settings of an <see cref="OwtManagementClient"/>. Immutable; vary with <c>with</c>.</summary>
public sealed record OwtManagementOptions
{
    /// <summary>Scheme, host and port of the management API, for example <c>https://owt.example.org:3000</c>; a path goes in front of the API's.</summary>
    public required Uri Address { get; init; }

    /// <summary>Service to act for.</summary>
    public required MAuthCredentials Credentials { get; init; }

    /// <summary>Limit for one request, its retries included. The default value is 15 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Limit for requests that the server answers only when something else has connected: streaming-ins (up to 85 s), SIP calls (up to 90 s)
    /// and tokens, whose portal scheduling is retried for a minute. The default value is 120 s.
    /// </summary>
    public TimeSpan LongRequestTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How often an idempotent request is sent again after the connection failed before an answer came. Others never are. The default value is 3.
    /// </summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Wait before the first retry, doubled for each further one. The default value is 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// SHA-256 of the one server certificate to accept whatever its issuer and name, as 64 hexadecimal characters with or without colons;
    /// null for the usual checks. This is how a self-signed certificate is accepted safely.
    /// </summary>
    public string? PinnedCertificateSha256 { get; init; }

    /// <summary>Decides about the server's certificate instead of the usual checks; null to keep them.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Which version's stream routes are used. The default value is <see cref="ManagementApiVersion.V11"/>; everything else exists in v1 alone.</summary>
    public ManagementApiVersion StreamsVersion { get; init; } = ManagementApiVersion.V11;

    /// <summary>Clock for signatures, time-outs and retries. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal RequestLimits Limits() => RequestLimits.Checked(Address, RequestTimeout, LongRequestTimeout, MaxRetries, RetryDelay, TimeProvider);
}
