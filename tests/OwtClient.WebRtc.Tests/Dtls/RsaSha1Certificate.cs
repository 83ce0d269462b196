using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>The certificate of an OWT server: self-signed RSA-1024 with a SHA-1 signature (PROTOCOL §6.4).</summary>
internal static class RsaSha1Certificate
{
    public static DtlsCertificate Create()
    {
        var key = RSA.Create(1024);
        using var certificate = Sign(key);
        return DtlsCertificate.FromKey(DtlsKeyKind.Rsa, key, certificate);
    }

    public static X509Certificate2 Sign(RSA key)
    {
        var name = new X500DistinguishedName("CN=sip:sip:licode");
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
        var longAgo = DateTimeOffset.UnixEpoch.AddYears(40); // expired: dates do not matter either
        return request.Create(name, new Sha1Generator(key), longAgo, longAgo.AddYears(1), [1]);
    }

    /// <summary>The BCL refuses nothing here, but asks for the signature of an older hash through this door only.</summary>
    private sealed class Sha1Generator(RSA key) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator _inner = CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            Convert.FromHexString("300D06092A864886F70D0101050500"); // sha1WithRSAEncryption

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            _inner.SignData(data, HashAlgorithmName.SHA1);

        protected override PublicKey BuildPublicKey() => _inner.PublicKey;
    }
}
