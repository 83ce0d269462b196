using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Dtls;

public class DtlsHandshakeTests
{
    [Theory]
    [InlineData((int)SrtpProfile.Aes128CmHmacSha1Tag80)]
    [InlineData((int)SrtpProfile.AeadAes128Gcm)]
    [InlineData((int)SrtpProfile.AeadAes256Gcm)]
    public async Task EachProfile_BothEndsHoldTheSameKeys(int number)
    {
        var profile = (SrtpProfile)number;
        await using var pair = new DtlsPair(client: o => o with { SrtpProfiles = [profile] });

        var (client, server) = await pair.ConnectAsync();

        Assert.Equal((profile, profile), (client.SrtpProfile, server.SrtpProfile));
        AssertSameKeys(client, server);
        Assert.Equal(DtlsPair.ServerCertificate.Fingerprint, client.PeerFingerprint);
        Assert.Equal(DtlsPair.ClientCertificate.Fingerprint, server.PeerFingerprint);
        Assert.Equal("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", client.CipherSuite);
        Assert.Equal(DtlsTransportState.Connected, pair.Client.Engine.State);
        Assert.Equal(DtlsTransportState.Connected, pair.Server.Engine.State);
    }

    [Fact]
    public async Task SeveralCommonProfiles_TheClientsOrderDecides()
    {
        await using var pair = new DtlsPair(
            client: o => o with { SrtpProfiles = [SrtpProfile.Aes128CmHmacSha1Tag80, SrtpProfile.AeadAes128Gcm, SrtpProfile.AeadAes256Gcm] },
            server: o => o with { SrtpProfiles = [SrtpProfile.AeadAes256Gcm, SrtpProfile.AeadAes128Gcm] });

        var (client, server) = await pair.ConnectAsync();

        Assert.Equal((SrtpProfile.AeadAes128Gcm, SrtpProfile.AeadAes128Gcm), (client.SrtpProfile, server.SrtpProfile));
    }

    [Fact]
    public async Task NoCommonProfile_BothEndsFail()
    {
        await using var pair = new DtlsPair(
            client: o => o with { SrtpProfiles = [SrtpProfile.Aes128CmHmacSha1Tag80] },
            server: o => o with { SrtpProfiles = [SrtpProfile.AeadAes128Gcm] });
        pair.Server.Engine.Start();
        pair.Client.Engine.Start();

        Assert.Equal(DtlsFailure.NoCommonSrtpProfile, await pair.Server.Failed);
        Assert.Equal(DtlsFailure.PeerAlert, await pair.Client.Failed);
        Assert.Equal(DtlsTransportState.Failed, pair.Server.Engine.State);
        Assert.Equal(DtlsTransportState.Failed, pair.Client.Engine.State);
    }

    /// <summary>An OWT server is the DTLS client with such a certificate (PROTOCOL §6.4); the other role must not fail for it either.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PeerWithRsa1024AndSha1_IsAccepted(bool peerIsClient)
    {
        using var old = RsaSha1Certificate.Create();
        await using var pair = peerIsClient
            ? new DtlsPair(client: o => o with { Certificate = old }, server: o => o with { RemoteFingerprints = [old.Fingerprint] })
            : new DtlsPair(client: o => o with { RemoteFingerprints = [old.Fingerprint] }, server: o => o with { Certificate = old });

        var (client, server) = await pair.ConnectAsync();

        AssertSameKeys(client, server);
        Assert.Equal(old.Fingerprint, (peerIsClient ? server : client).PeerFingerprint);
    }

    [Theory]
    [InlineData("sha-1")]
    [InlineData("sha-224")]
    [InlineData("sha-256")]
    [InlineData("sha-384")]
    [InlineData("sha-512")]
    public async Task FingerprintOfAnyKind_IsEnough(string algorithm)
    {
        await using var pair = new DtlsPair(server: o => o with { RemoteFingerprints = [DtlsPair.ClientCertificate.GetFingerprint(algorithm)] });

        var (client, server) = await pair.ConnectAsync();

        AssertSameKeys(client, server);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WrongFingerprint_IsRefusedInsideTheHandshake(bool serverExpectsAnother)
    {
        DtlsFingerprint[] wrong = [DtlsFingerprint.Compute("sha-256", [1, 2, 3])];
        await using var pair = serverExpectsAnother
            ? new DtlsPair(server: o => o with { RemoteFingerprints = wrong })
            : new DtlsPair(client: o => o with { RemoteFingerprints = wrong });
        pair.Server.Engine.Start();
        pair.Client.Engine.Start();

        var (refusing, refused) = serverExpectsAnother ? (pair.Server, pair.Client) : (pair.Client, pair.Server);
        Assert.Equal(DtlsFailure.FingerprintMismatch, await refusing.Failed);
        Assert.Equal(DtlsFailure.PeerAlert, await refused.Failed);
    }

    [Fact]
    public async Task OurRsaCertificate_Works()
    {
        using var rsa = DtlsCertificate.Create(DtlsKeyKind.Rsa);
        await using var pair = new DtlsPair(
            client: o => o with { RemoteFingerprints = [rsa.Fingerprint] },
            server: o => o with { Certificate = rsa });

        var (client, server) = await pair.ConnectAsync();

        AssertSameKeys(client, server);
        Assert.Equal("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", client.CipherSuite);
    }

    /// <summary>Several records leave in one datagram, and none is longer than allowed.</summary>
    [Fact]
    public async Task Flights_AreGatheredUpToTheLimit()
    {
        var patient = TimeSpan.FromSeconds(20); // a busy machine must not look like a lossy path
        await using var pair = new DtlsPair(
            client: o => o with { InitialRetransmission = patient },
            server: o => o with { InitialRetransmission = patient, MaxDatagramBytes = 600 });

        await pair.ConnectAsync();

        Assert.Equal(2, pair.Client.Path.Sent.Count); // ClientHello; certificate to Finished
        Assert.All(pair.Client.Path.Sent, datagram => Assert.InRange(datagram.Length, 1, 1200));
        Assert.All(pair.Server.Path.Sent, datagram => Assert.InRange(datagram.Length, 1, 600));
    }

    [Fact]
    public async Task DatagramsBeforeTheStart_AreKept()
    {
        await using var pair = new DtlsPair();
        pair.Client.Engine.Start();
        while (pair.Client.Path.Sent.Count == 0) await Task.Yield();

        pair.Server.Engine.Start();

        AssertSameKeys(await pair.Client.Connected, await pair.Server.Connected);
    }

    internal static void AssertSameKeys((DtlsHandshakeResult Client, DtlsHandshakeResult Server) results) => AssertSameKeys(results.Client, results.Server);

    internal static void AssertSameKeys(DtlsHandshakeResult client, DtlsHandshakeResult server)
    {
        Assert.Equal(client.Keys.Local.MasterKey, server.Keys.Remote.MasterKey);
        Assert.Equal(client.Keys.Local.MasterSalt, server.Keys.Remote.MasterSalt);
        Assert.Equal(client.Keys.Remote.MasterKey, server.Keys.Local.MasterKey);
        Assert.Equal(client.Keys.Remote.MasterSalt, server.Keys.Local.MasterSalt);
        Assert.False(client.Keys.Local.MasterKey.SequenceEqual(client.Keys.Remote.MasterKey));
        Assert.Contains(client.Keys.Local.MasterKey.ToArray(), b => b != 0);
    }
}
