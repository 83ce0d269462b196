using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>Key, certificate and settings for an OpenSSL program.</summary>
internal sealed record OpenSslCertificate(string KeyPem, string CertificatePem, DtlsFingerprint Fingerprint)
{
    /// <summary>An openssl.cnf.</summary>
    public string Configuration { get; init; } = "";

    public static OpenSslCertificate EcdsaP256()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(new CertificateRequest("CN=peer", key, HashAlgorithmName.SHA256), key);
    }

    public static OpenSslCertificate Rsa2048()
    {
        using var key = RSA.Create(2048);
        return Sign(new CertificateRequest("CN=peer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), key);
    }

    /// <summary>As an OWT server has it (PROTOCOL §6.4).</summary>
    public static OpenSslCertificate Rsa1024Sha1()
    {
        using var key = RSA.Create(1024);
        using var certificate = RsaSha1Certificate.Sign(key);
        return From(certificate, key);
    }

    private static OpenSslCertificate Sign(CertificateRequest request, AsymmetricAlgorithm key)
    {
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(150));
        return From(certificate, key);
    }

    private static OpenSslCertificate From(X509Certificate2 certificate, AsymmetricAlgorithm key) =>
        new(key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem(), DtlsFingerprint.Compute("sha-256", certificate.RawData));
}
