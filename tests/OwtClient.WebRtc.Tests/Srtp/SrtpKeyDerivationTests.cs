using OwtClient.WebRtc.Srtp;
using static OwtClient.WebRtc.Tests.Srtp.SrtpVectors;

namespace OwtClient.WebRtc.Tests.Srtp;

public class SrtpKeyDerivationTests
{
    /// <summary>RFC 3711 appendix B.3.</summary>
    [Theory]
    [InlineData(0, "C61E7A93744F39EE10734AFE3FF7A087")]
    [InlineData(2, "30CBBC08863D8C85D49DB34A9AE1")]
    [InlineData(1, "CEBE321F6FF7716B6FD4AB49AF256A156D38BAA48F0A0ACF3C34E2359E6CDBCEE049646C43D9327AD175578EF72270986371C10C9A369AC2F94A8C5FBCDDDC256D6E919A48B610EF17C2041E47403576")]
    public void Rfc3711B3_SessionKeysAreAsPublished(byte label, string expected)
    {
        using var master = Rfc3711B3();
        var derived = new byte[expected.Length / 2];

        SrtpKeyDerivation.Derive(master, (SrtpKeyDerivation.Label)label, derived);

        Assert.Equal(expected, Convert.ToHexString(derived));
    }

    [Fact]
    public void Export_IsSplitIntoClientAndServerKeysThenSalts()
    {
        var exported = Enumerable.Range(0, 60).Select(i => (byte)i).ToArray();

        using var client = SrtpKeyPair.FromExport(SrtpProfile.Aes128CmHmacSha1Tag80, exported, localIsClient: true);
        using var server = SrtpKeyPair.FromExport(SrtpProfile.Aes128CmHmacSha1Tag80, exported, localIsClient: false);

        Assert.Equal(exported.AsSpan(0, 16), client.Local.MasterKey);
        Assert.Equal(exported.AsSpan(16, 16), client.Remote.MasterKey);
        Assert.Equal(exported.AsSpan(32, 14), client.Local.MasterSalt);
        Assert.Equal(exported.AsSpan(46, 14), client.Remote.MasterSalt);
        Assert.Equal(client.Local.MasterKey, server.Remote.MasterKey);
        Assert.Equal(client.Local.MasterSalt, server.Remote.MasterSalt);
    }

    [Fact]
    public void KeyMaterial_DisposedIsZero_AndNeverPrinted()
    {
        var master = Rfc3711B3();
        Assert.Equal("SrtpKeyMaterial(Aes128CmHmacSha1Tag80)", master.ToString());

        master.Dispose();

        Assert.Equal(new byte[16], master.MasterKey);
        Assert.Equal(new byte[14], master.MasterSalt);
    }
}
