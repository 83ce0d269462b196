using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

public class DtlsCertificateTests
{
    [Theory]
    [InlineData((int)DtlsKeyKind.EcdsaP256, "1.2.840.10045.2.1", "1.2.840.10045.4.3.2")]
    [InlineData((int)DtlsKeyKind.Rsa, "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11")]
    public void Create_IsSelfSignedForThirtyDays(int kind, string keyAlgorithm, string signatureAlgorithm)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

        using var ours = DtlsCertificate.Create((DtlsKeyKind)kind, time);
        using var parsed = X509CertificateLoader.LoadCertificate(ours.Encoded.Span);

        Assert.Equal(parsed.Subject, parsed.Issuer);
        Assert.Equal(keyAlgorithm, parsed.GetKeyAlgorithm());
        Assert.Equal(signatureAlgorithm, parsed.SignatureAlgorithm.Value);
        Assert.Equal(time.GetUtcNow() + TimeSpan.FromDays(30), ours.NotAfter);
        Assert.Equal(ours.NotAfter, parsed.NotAfter.ToUniversalTime());
        Assert.True(parsed.NotBefore.ToUniversalTime() < time.GetUtcNow());
        Assert.Equal(parsed.GetCertHashString(HashAlgorithmName.SHA256), ours.Fingerprint.Value.Replace(":", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_Twice_SharesNothing()
    {
        using var one = DtlsCertificate.Create();
        using var other = DtlsCertificate.Create();

        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
    }
}
