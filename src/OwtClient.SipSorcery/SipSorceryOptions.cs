using System.Net;
using OwtClient.WebRtc;

namespace OwtClient.SipSorcery;

/// <summary>
/// Settings that all connections of a <see cref="SipSorceryPeerConnectionFactory"/> share. Immutable; vary with <c>with</c>.
/// </summary>
public sealed record SipSorceryOptions
{
    /// <summary>
    /// The key of the certificate that connections show. The default value is <see cref="CertificateKeyKind.Rsa"/>, which is what OWT
    /// servers have. See <see cref="CertificateKeyKind"/> for when it has to be the other.
    /// </summary>
    public CertificateKeyKind CertificateKey { get; init; } = CertificateKeyKind.Rsa;

    /// <summary>
    /// The only address to receive media on, for example <see cref="IPAddress.Loopback"/>. The default value (null) is the addresses of
    /// the interface that leads to the Internet; loopback is never among them.
    /// </summary>
    public IPAddress? BindAddress { get; init; }

    /// <summary>Whether the addresses of all interfaces are offered to peers. The default value is false.</summary>
    public bool IncludeAllInterfaces { get; init; }

    /// <summary>
    /// UDP ports to receive media on. SIPSorcery takes even ones alone, one for each connection; the first has to be even, and the last at
    /// least 2 above it. The default value is any.
    /// </summary>
    public PortRange? Ports { get; init; }

    /// <summary>
    /// Clock of statistics and key frame requests. SIPSorcery's own timers use the system's. The default value is the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
