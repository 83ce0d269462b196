using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OwtClient.Rest.Http;

/// <summary>Accepts exactly one certificate, known by its SHA-256, and nothing else.</summary>
internal sealed class CertificatePin
{
    private readonly byte[] _sha256;

    /// <exception cref="ArgumentException">The text is not 64 hexadecimal characters.</exception>
    public CertificatePin(string sha256)
    {
        try
        {
            _sha256 = Convert.FromHexString(sha256.Replace(":", "", StringComparison.Ordinal).Trim());
        }
        catch (FormatException e)
        {
            throw new ArgumentException("A certificate pin is the SHA-256 of the certificate in hexadecimal.", nameof(sha256), e);
        }

        if (_sha256.Length != SHA256.HashSizeInBytes) throw new ArgumentException($"A SHA-256 has 64 hexadecimal characters, this has {_sha256.Length * 2}.", nameof(sha256));
    }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.GetRawCertData()), _sha256);
}
