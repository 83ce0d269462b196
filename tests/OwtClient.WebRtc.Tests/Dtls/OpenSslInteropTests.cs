using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Dtls;

/// <summary>Handshakes with the OpenSSL program over loopback; both ends print or hold the exported keys, which must agree.</summary>
public class OpenSslInteropTests
{
    private const string AllProfiles = "SRTP_AES128_CM_SHA1_80:SRTP_AEAD_AES_128_GCM:SRTP_AEAD_AES_256_GCM"; // in the order of OWT servers
    private const string OwtCiphers = "ALL:!ADH:!LOW:!EXP:!MD5:@STRENGTH:@SECLEVEL=0";

    [Theory]
    [InlineData("SRTP_AES128_CM_SHA1_80", (int)SrtpProfile.Aes128CmHmacSha1Tag80)]
    [InlineData("SRTP_AEAD_AES_128_GCM", (int)SrtpProfile.AeadAes128Gcm)]
    [InlineData("SRTP_AEAD_AES_256_GCM", (int)SrtpProfile.AeadAes256Gcm)]
    public async Task OpenSslAsClient_EachProfile(string offered, int number)
    {
        SkipWithoutOpenSsl();
        var profile = (SrtpProfile)number;
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Server), OpenSslCertificate.EcdsaP256());

        var (ours, theirs) = await peer.AcceptAsync(SrtpKeyPair.ExportedBytes(profile), offered);

        Assert.Equal(profile, ours.SrtpProfile);
        AssertSameKeys(ours, theirs, weAreClient: false);
    }

    [Theory]
    [InlineData("SRTP_AES128_CM_SHA1_80", (int)SrtpProfile.Aes128CmHmacSha1Tag80)]
    [InlineData("SRTP_AEAD_AES_128_GCM", (int)SrtpProfile.AeadAes128Gcm)]
    [InlineData("SRTP_AEAD_AES_256_GCM", (int)SrtpProfile.AeadAes256Gcm)]
    public async Task OpenSslAsServer_EachProfile(string offered, int number)
    {
        SkipWithoutOpenSsl();
        var profile = (SrtpProfile)number;
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Client), OpenSslCertificate.EcdsaP256());

        var (ours, theirs) = await peer.ConnectAsync(SrtpKeyPair.ExportedBytes(profile), offered);

        Assert.Equal(profile, ours.SrtpProfile);
        AssertSameKeys(ours, theirs, weAreClient: true);
    }

    /// <summary>The case of every OWT connection: their certificate, their ciphers, their profiles, they are the client (PROTOCOL §6.4).</summary>
    [Fact]
    public async Task Quirk_10_3_4_OpenSslAsClient_LikeAnOwtServer()
    {
        SkipWithoutOpenSsl();
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Server), OpenSslCertificate.Rsa1024Sha1());

        var (ours, theirs) = await peer.AcceptAsync(60, AllProfiles, "-cipher", OwtCiphers, "-mtu", "1472");

        Assert.Equal(SrtpProfile.Aes128CmHmacSha1Tag80, ours.SrtpProfile); // theirs comes first
        AssertSameKeys(ours, theirs, weAreClient: false);
    }

    [Fact]
    public async Task OpenSslAsServer_WithRsa1024AndSha1()
    {
        SkipWithoutOpenSsl();
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Client), OpenSslCertificate.Rsa1024Sha1());

        var (ours, theirs) = await peer.ConnectAsync(56, "SRTP_AEAD_AES_128_GCM", "-cipher", OwtCiphers);

        AssertSameKeys(ours, theirs, weAreClient: true);
    }

    /// <summary>OpenSSL before 1.1.0 has no extended master secret.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenSsl_WithoutExtendedMasterSecret(bool weAreClient)
    {
        SkipWithoutOpenSsl();
        var certificate = OpenSslCertificate.Rsa2048() with
        {
            Configuration = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nOptions = -ExtendedMasterSecret\n",
        };
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(weAreClient ? DtlsRole.Client : DtlsRole.Server), certificate);

        var (ours, theirs) = weAreClient
            ? await peer.ConnectAsync(56, "SRTP_AEAD_AES_128_GCM")
            : await peer.AcceptAsync(56, "SRTP_AEAD_AES_128_GCM");

        AssertSameKeys(ours, theirs, weAreClient);
    }

    [Theory]
    [InlineData("ECDHE-ECDSA-AES256-GCM-SHA384")]
    [InlineData("ECDHE-ECDSA-CHACHA20-POLY1305")]
    [InlineData("ECDHE-ECDSA-AES128-SHA256")]
    [InlineData("ECDHE-ECDSA-AES256-SHA384")]
    [InlineData("ECDHE-ECDSA-AES128-SHA")]
    [InlineData("ECDHE-ECDSA-AES256-SHA")]
    public async Task OpenSslAsClient_EachCipherSuite(string cipher)
    {
        SkipWithoutOpenSsl();
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Server), OpenSslCertificate.EcdsaP256());

        var (ours, theirs) = await peer.AcceptAsync(56, "SRTP_AEAD_AES_128_GCM", "-cipher", $"{cipher}:@SECLEVEL=0");

        AssertSameKeys(ours, theirs, weAreClient: false);
    }

    [Theory]
    [InlineData("ECDHE-RSA-AES128-GCM-SHA256")]
    [InlineData("ECDHE-RSA-AES256-GCM-SHA384")]
    [InlineData("ECDHE-RSA-CHACHA20-POLY1305")]
    [InlineData("ECDHE-RSA-AES128-SHA")]
    public async Task OpenSslAsServer_WithRsa_EachCipherSuite(string cipher)
    {
        SkipWithoutOpenSsl();
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Client), OpenSslCertificate.Rsa2048());

        var (ours, theirs) = await peer.ConnectAsync(56, "SRTP_AEAD_AES_128_GCM", "-cipher", $"{cipher}:@SECLEVEL=0");

        AssertSameKeys(ours, theirs, weAreClient: true);
    }

    /// <summary>A server that asks for a cookie first (RFC 6347 §4.2.1).</summary>
    [Fact]
    public async Task OpenSslAsServer_WithHelloVerifyRequest()
    {
        SkipWithoutOpenSsl();
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Client), OpenSslCertificate.EcdsaP256());

        var (ours, theirs) = await peer.ConnectAsync(56, "SRTP_AEAD_AES_128_GCM", "-listen");

        AssertSameKeys(ours, theirs, weAreClient: true);
    }

    [Fact]
    public async Task OpenSslCloses_WeHearOfIt()
    {
        SkipWithoutOpenSsl();
        await using var peer = new OpenSslDtlsPeer(DtlsPair.Options(DtlsRole.Server), OpenSslCertificate.EcdsaP256());
        await peer.AcceptAsync(56, "SRTP_AEAD_AES_128_GCM");

        peer.LetOpenSslClose();

        await peer.Closed;
        Assert.Equal(DtlsTransportState.Closed, peer.Engine.State);
    }

    private static void SkipWithoutOpenSsl()
    {
        if (OpenSslDtlsPeer.WhyNot() is { } reason) Assert.Skip(reason);
    }

    private static void AssertSameKeys(DtlsHandshakeResult ours, string theirs, bool weAreClient)
    {
        using var expected = SrtpKeyPair.FromExport(ours.SrtpProfile, Convert.FromHexString(theirs), weAreClient);
        Assert.Equal(expected.Local.MasterKey, ours.Keys.Local.MasterKey);
        Assert.Equal(expected.Local.MasterSalt, ours.Keys.Local.MasterSalt);
        Assert.Equal(expected.Remote.MasterKey, ours.Keys.Remote.MasterKey);
        Assert.Equal(expected.Remote.MasterSalt, ours.Keys.Remote.MasterSalt);
    }
}
