using System.Net.Security;
using OwtClient.Rest.Http;

namespace OwtClient.Rest.SampleService;

/// <summary>Settings of a <see cref="SampleServiceClient"/>. Immutable; vary with <c>with</c>.</summary>
public sealed record SampleServiceOptions
{
    /// <summary>Scheme, host and port: <c>http://…:3001</c> or <c>https://…:3004</c> by the server's defaults; a path goes in front of the API's.</summary>
    public required Uri Address { get; init; }

    /// <summary>Limit for one request, its retries included. The default value is 15 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit for tokens, streaming-ins and SIP calls, which wait for something themselves. The default value is 120 s.</summary>
    public TimeSpan LongRequestTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often an idempotent request is sent again after the connection failed. Others never are. The default value is 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Wait before the first retry, doubled for each further one. The default value is 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>SHA-256 of the one server certificate to accept, as 64 hexadecimal characters with or without colons; null for the usual checks.</summary>
    public string? PinnedCertificateSha256 { get; init; }

    /// <summary>Decides about the server's certificate instead of the usual checks; null to keep them.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Clock for time-outs and retries. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal RequestLimits Limits() => RequestLimits.Checked(Address, RequestTimeout, LongRequestTimeout, MaxRetries, RetryDelay, TimeProvider);
}
