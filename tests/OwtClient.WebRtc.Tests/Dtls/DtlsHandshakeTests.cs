using OwtClient.WebRtc.Dtls;
using OwtClient.WebRtc.Srtp;

namespace OwtClient.WebRtc.Tests.Dtls;

public class DtlsHandshakeTests
{
    [Theory]
    [InlineData(nameof(SrtpProfile.Aes128CmHmacSha1Tag80))]
    [InlineData(nameof(SrtpProfile.AeadAes128Gcm))]
    [InlineData(nameof(SrtpProfile.AeadAes256Gcm))]
    public async Task EachProfile_BothEndsHoldTheSameKeys(string profileName)
    {
        var profile = Enum.Parse<SrtpProfile>(profileName);
        await using var pair = new DtlsPair(client: o => o with { SrtpProfiles = [profile] });

        var (client, server) = await pair.ConnectAsync();

        Assert.Equal((profile, profile), (client.SrtpProfile, server.SrtpProfile));
        Assert.Equal(client.Keys.Local.MasterKey, server.Keys.Remote.MasterKey);
        Assert.Equal(client.Keys.Local.MasterSalt, server.Keys.Remote.MasterSalt);
        Assert.Equal(client.Keys.Remote.MasterKey, server.Keys.Local.MasterKey);
        Assert.Equal(client.Keys.Remote.MasterSalt, server.Keys.Local.MasterSalt);
        Assert.False(client.Keys.Local.MasterKey.SequenceEqual(client.Keys.Remote.MasterKey));
        Assert.Equal(DtlsPair.ServerCertificate.Fingerprint, client.PeerFingerprint);
        Assert.Equal(DtlsPair.ClientCertificate.Fingerprint, server.PeerFingerprint);
        Assert.Equal(DtlsTransportState.Connected, pair.Client.Engine.State);
        Assert.Equal(DtlsTransportState.Connected, pair.Server.Engine.State);
    }
}
