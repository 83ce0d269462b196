using OwtClient.WebRtc.Dtls;

namespace OwtClient.WebRtc.Tests.Dtls;

public class DtlsFingerprintTests
{
    [Theory]
    [InlineData("sha-1", "A9:99:3E:36:47:06:81:6A:BA:3E:25:71:78:50:C2:6C:9C:D0:D8:9D")]
    [InlineData("SHA-224", "23:09:7D:22:34:05:D8:22:86:42:A4:77:BD:A2:55:B3:2A:AD:BC:E4:BD:A0:B3:F7:E3:6C:9D:A7")]
    [InlineData("sha-256", "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD")]
    public void Compute_HashesAsFips180Says(string algorithm, string expected)
    {
        var fingerprint = DtlsFingerprint.Compute(algorithm, "abc"u8);

        Assert.Equal(expected, fingerprint.Value);
        Assert.Equal($"{algorithm.ToLowerInvariant()} {expected}", fingerprint.ToString());
    }

    [Theory]
    [InlineData("sha-256 ab:CD:0f", "sha-256", "AB:CD:0F")]
    [InlineData("SHA-1 00", "sha-1", "00")]
    [InlineData("whirlpool 12:34 ", "whirlpool", "12:34")]
    public void TryParse_NormalisesCase(string text, string algorithm, string value)
    {
        Assert.True(DtlsFingerprint.TryParse(text, out var fingerprint));
        Assert.Equal((algorithm, value), (fingerprint.Algorithm, fingerprint.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha-256")]
    [InlineData("sha-256 ")]
    [InlineData(" AB:CD")]
    [InlineData("sha-256 A")]
    [InlineData("sha-256 AB:")]
    [InlineData("sha-256 AB:C")]
    [InlineData("sha-256 AB-CD")]
    [InlineData("sha-256 ABCD")]
    [InlineData("sha-256 AB:GG")]
    public void TryParse_Malformed_IsFalse(string text) => Assert.False(DtlsFingerprint.TryParse(text, out _));

    [Fact]
    public void AnyMatches_TheStrongestKindDecides()
    {
        var (certificate, other) = (new byte[] { 1, 2, 3 }, new byte[] { 4 });
        var (right, wrong) = (DtlsFingerprint.Compute("sha-256", certificate), DtlsFingerprint.Compute("sha-256", other));
        var weak = DtlsFingerprint.Compute("sha-1", certificate);

        Assert.True(DtlsFingerprint.AnyMatches([right], certificate));
        Assert.True(DtlsFingerprint.AnyMatches([wrong, right], certificate));
        Assert.True(DtlsFingerprint.AnyMatches([new("md5", "00"), weak], certificate));
        Assert.False(DtlsFingerprint.AnyMatches([wrong, weak], certificate));
        Assert.False(DtlsFingerprint.AnyMatches([new("md5", "00")], certificate));
        Assert.False(DtlsFingerprint.AnyMatches([], certificate));
    }
}
