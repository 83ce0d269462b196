using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Sip = SIPSorcery.Net;

namespace OwtClient.SipSorcery.Engine;

/// <summary>The certificate of a factory's connections, as SIPSorcery wants it.</summary>
/// <remarks>
/// Trap: SIPSorcery makes an ECDSA certificate for every connection, and offers only the cipher suites of its certificate's kind. OWT
/// servers have RSA certificates. Hence one certificate for all, of a kind that can be chosen.
/// </remarks>
internal sealed class LocalCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30); // W3C generateCertificate
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);
    private readonly AsymmetricKeyParameter _key;
    private readonly byte[] _encoded;

    private LocalCertificate(CertificateKeyKind kind, AsymmetricKeyParameter key, byte[] encoded) =>
        (Kind, _key, _encoded) = (kind, key, encoded);

    public CertificateKeyKind Kind { get; }

    public static LocalCertificate Create(CertificateKeyKind kind, TimeProvider time)
    {
        var name = new X500DistinguishedName($"CN={Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}");
        using AsymmetricAlgorithm key = kind == CertificateKeyKind.Rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - ClockTolerance, now + Lifetime);
        return new LocalCertificate(kind, PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()), certificate.RawData);
    }

    /// <summary>Puts certificate and key, and the matching cipher suites, into a connection's settings.</summary>
    public void AddTo(Sip.RTCConfiguration configuration)
    {
        configuration.X_UseRsaForDtlsCertificate = Kind == CertificateKeyKind.Rsa;
        configuration.certificates2 =
        [
            new Sip.RTCCertificate2 { Certificate = new Org.BouncyCastle.X509.X509Certificate(_encoded), PrivateKey = _key },
        ];
    }
}
