using OwtClient.Server.Tests.SocketIo;

namespace OwtClient.Server.Tests;

public class ConferenceServerOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("127.0.0.2", null, true)]
    [InlineData("[::1]", null, true)]
    [InlineData("localhost", null, true)]
    [InlineData("127.0.0.1", false, false)]
    [InlineData("*", null, false)]
    [InlineData("0.0.0.0", null, false)]
    [InlineData("192.0.2.1", null, false)]
    [InlineData("*", true, true)]
    public void SampleRoutes_AreForThisMachineUnlessAskedFor(string host, bool? serve, bool answers) =>
        Assert.Equal(answers, new ConferenceServerOptions { Host = host, ServeSampleRoutes = serve }.AnswersSampleRoutes);

    [Fact]
    public void SampleRoutes_AreNotForThoseThatAProxyLetsIn() =>
        Assert.False(new ConferenceServerOptions { PublicHost = "conference.example.org" }.AnswersSampleRoutes);

    [Fact]
    public void CertificateWithoutItsKey_IsNamed()
    {
        using var certificate = TestCertificate.Create("localhost");
        using var bare = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(certificate.RawData);
        var failure = Assert.Throws<ArgumentException>(new ConferenceServerOptions { Certificate = bare }.Validate);
        Assert.Contains("private key", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData(" ", 1)]
    [InlineData("folder", 0)]
    public void RecordingOptionsOutOfRange_AreRefused(string folder, int most) =>
        Assert.ThrowsAny<ArgumentException>(
            new ConferenceServerOptions { Recording = new RecordingOptions { Directory = folder, MaxRecordings = most } }.Validate);
}
