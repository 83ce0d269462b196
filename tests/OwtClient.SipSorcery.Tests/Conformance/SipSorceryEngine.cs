using System.Net;
using OwtClient.Conformance.Tests.Suite;

namespace OwtClient.SipSorcery.Tests.Conformance;

/// <summary>The engines under test here.</summary>
internal static class SipSorceryEngine
{
    /// <summary>As the package makes it, but for the address.</summary>
    public static EngineUnderTest Default { get; } = Create(CertificateKeyKind.Rsa);

    /// <summary>With the certificate that answering an ECDSA peer takes.</summary>
    public static EngineUnderTest Ecdsa { get; } = Create(CertificateKeyKind.EcdsaP256);

    private static EngineUnderTest Create(CertificateKeyKind key) => new(
        $"SIPSorcery with {key}",
        () => new SipSorceryPeerConnectionFactory(new SipSorceryOptions { BindAddress = IPAddress.Loopback, CertificateKey = key }),
        EngineFeature.Simulcast,
        EngineFeature.Renegotiation,
        EngineFeature.UnannouncedSources,
        EngineFeature.ActiveOffer,
        EngineFeature.TurnOverTls);
}
