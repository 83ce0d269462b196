using OwtClient.WebRtc.Srtp;
using static OwtClient.WebRtc.Tests.Srtp.SrtpVectors;

namespace OwtClient.WebRtc.Tests.Srtp;

public class SrtpCipherSuiteTests
{
    private const string Key128 = "000102030405060708090a0b0c0d0e0f";
    private const string Key256 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string QuidProQuo = "517569642070726f2071756f";

    private const string RtpHeader = "8040f17b8041f8d35501a0b2";
    private const string RtpPayload = "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
    private const string Rtcp =
        "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";

    /// <summary>RFC 7714 §16.1 and §16.2.</summary>
    [Theory]
    [InlineData(Key128, "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce")]
    [InlineData(Key256, "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b7aa3db36dfffd6b0f9bb7878d7a76c13")]
    public void Rfc7714Section16_Rtp(string key, string protectedPayload)
    {
        using var suite = Gcm(key);
        var plain = Hex(RtpHeader + RtpPayload);
        var buffer = new byte[plain.Length + suite.RtpOverheadBytes];
        plain.CopyTo(buffer, 0);

        suite.ProtectRtp(buffer, headerBytes: 12, plain.Length, ssrc: 0x5501a0b2, index: 0xf17b);

        Assert.Equal(Hex(RtpHeader + protectedPayload), buffer);
        Assert.True(suite.UnprotectRtp(buffer, headerBytes: 12, ssrc: 0x5501a0b2, index: 0xf17b));
        Assert.Equal(plain, buffer[..plain.Length]);
    }

    /// <summary>RFC 7714 §17.1 and §17.2.</summary>
    [Theory]
    [InlineData(Key128, "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4")]
    [InlineData(Key256, "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4")]
    public void Rfc7714Section17_Rtcp(string key, string protectedBody)
    {
        using var suite = Gcm(key);
        var plain = Hex(Rtcp);
        var buffer = new byte[plain.Length + suite.RtcpOverheadBytes];
        plain.CopyTo(buffer, 0);

        suite.ProtectRtcp(buffer, plain.Length, ssrc: 0x4d617273, index: 0x5d4);

        Assert.Equal(Hex(Rtcp[..16] + protectedBody), buffer);
        Assert.Equal(0x800005d4, suite.ReadRtcpIndexWord(buffer));
        Assert.True(suite.UnprotectRtcp(buffer, ssrc: 0x4d617273, indexWord: 0x800005d4));
        Assert.Equal(plain, buffer[..plain.Length]);
    }

    /// <summary>RFC 7714 §17.3 and §17.4: authenticated only, the E flag is 0.</summary>
    [Theory]
    [InlineData(Key128, "841dd9683dd78ec92ae58790125f62b3000005d4")]
    [InlineData(Key256, "91db4afbfeee5a978fab4393ed2615fe000005d4")]
    public void Rfc7714Section17_RtcpInTheClear(string key, string tagAndIndex)
    {
        using var suite = Gcm(key);
        var packet = Hex(Rtcp + tagAndIndex);

        Assert.True(suite.UnprotectRtcp(packet, ssrc: 0x4d617273, indexWord: 0x000005d4));
        Assert.Equal(Hex(Rtcp), packet[..(Rtcp.Length / 2)]);

        packet = Hex(Rtcp + tagAndIndex);
        packet[20] ^= 1;
        Assert.False(suite.UnprotectRtcp(packet, ssrc: 0x4d617273, indexWord: 0x000005d4));
    }

    /// <summary>The keys of RFC 3711 appendix B.3 on the packet that libsrtp checks itself with.</summary>
    [Fact]
    public void CounterModeWithHmac_Rtp_KnownAnswer()
    {
        using var master = Rfc3711B3();
        using var suite = new AesCmHmacSha1Suite(master);
        var plain = Hex("800f1234decafbadcafebabe abababababababababababababababab");
        var buffer = new byte[plain.Length + suite.RtpOverheadBytes];
        plain.CopyTo(buffer, 0);

        suite.ProtectRtp(buffer, headerBytes: 12, plain.Length, ssrc: 0xcafebabe, index: 0x1234);

        Assert.Equal(Hex("800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb"), buffer);
        Assert.True(suite.UnprotectRtp(buffer, headerBytes: 12, ssrc: 0xcafebabe, index: 0x1234));
        Assert.Equal(plain, buffer[..plain.Length]);
    }

    [Fact]
    public void CounterModeWithHmac_Rtcp_KnownAnswer()
    {
        using var master = Rfc3711B3();
        using var suite = new AesCmHmacSha1Suite(master);
        var plain = Hex("81c8000bcafebabe abababababababababababababababab");
        var buffer = new byte[plain.Length + suite.RtcpOverheadBytes];
        plain.CopyTo(buffer, 0);

        suite.ProtectRtcp(buffer, plain.Length, ssrc: 0xcafebabe, index: 1);

        Assert.Equal(Hex("81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798"), buffer);
        Assert.Equal(0x80000001, suite.ReadRtcpIndexWord(buffer));
        Assert.True(suite.UnprotectRtcp(buffer, ssrc: 0xcafebabe, indexWord: 0x80000001));
        Assert.Equal(plain, buffer[..plain.Length]);
    }

    private static AesGcmSuite Gcm(string key) => new(Hex(key), Hex(QuidProQuo), Hex(key), Hex(QuidProQuo));
}
