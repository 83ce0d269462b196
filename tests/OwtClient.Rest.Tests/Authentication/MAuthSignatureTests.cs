using System.Diagnostics;
using System.Text;
using OwtClient.Rest.Authentication;

namespace OwtClient.Rest.Tests.Authentication;

public class MAuthSignatureTests
{
    private const string Nonce = "0123456789abcdef";
    private static readonly DateTimeOffset Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(1700000000123);

    /// <summary>Computed with <c>openssl dgst -sha256 -hmac</c> and <c>base64</c>.</summary>
    [Fact]
    public void WithoutUser_IsTheKnownHeader()
    {
        Assert.Equal(
            "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_serviceid=65a1b2c3d4e5f60718293a4b,mauth_cnonce=0123456789abcdef,"
            + "mauth_timestamp=1700000000123,mauth_signature=YmUyMjI1NTkyODk2OTIwNGUyZTdiMTY5YTFkZTQ2N2Q5MTJiNzA5ZThhZTMyMWI5NDU3YThjY2QxYTE2NmNiZA==",
            MAuthSignature.CreateHeader(TestClient.Credentials, Timestamp, Nonce));
    }

    /// <summary>The Base64 text of the name is what is signed, and the name may be in any script.</summary>
    [Fact]
    public void WithUser_IsTheKnownHeader()
    {
        Assert.Equal(
            "MAuth realm=http://marte3.dit.upm.es,mauth_signature_method=HMAC_SHA256,mauth_username=Wm/Dqywg5pel5pys,mauth_role=presenter,"
            + "mauth_serviceid=65a1b2c3d4e5f60718293a4b,mauth_cnonce=0123456789abcdef,"
            + "mauth_timestamp=1700000000123,mauth_signature=YjU4YTlkZGQ5YmYxYTVkMmNhNTFhNmU0ZmQ2YTZjZDZmNGQ4YmE3MDVmMjNiYThhZjgyNTAwOWU1MzNiN2M4NQ==",
            MAuthSignature.CreateHeader(TestClient.Credentials, Timestamp, Nonce, new MAuthUser("Zoë, 日本", "presenter")));
    }

    /// <summary>RFC 4231 §4.3 in the server's wrapping, and a key that is not ASCII (computed with Python's hmac).</summary>
    [Theory]
    [InlineData("Jefe", "what do ya want for nothing?", "NWJkY2MxNDZiZjYwNzU0ZTZhMDQyNDI2MDg5NTc1Yzc1YTAwM2YwODlkMjczOTgzOWRlYzU4Yjk2NGVjMzg0Mw==")]
    [InlineData("schlüssel", "1,n", "MmEyYTJmYTQ5MmU3ZjczZDk2ZWMyOGRiMDdjMjM1NGU1MWQ1MzFkOTA0M2QxMDVlOWVmYTdjNGE4MjMyMjc0OQ==")]
    public void Sign_IsBase64OfLowercaseHex(string key, string text, string expected) => Assert.Equal(expected, MAuthSignature.Sign(key, text));

    [Theory]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("rôle")]
    [InlineData("")]
    public void PartThatTheHeaderCannotCarry_IsRefused(string part)
    {
        Assert.Throws<ArgumentException>(() => MAuthSignature.CreateHeader(TestClient.Credentials, Timestamp, part));
        Assert.Throws<ArgumentException>(() => MAuthSignature.CreateHeader(TestClient.Credentials, Timestamp, Nonce, new MAuthUser("u", part)));
        Assert.Throws<ArgumentException>(() => new MAuthCredentials(part, "key"));
    }

    /// <summary>The same signature from a program that shares no code with this one.</summary>
    [Fact]
    public async Task Sign_AgreesWithOpenSsl()
    {
        const string openssl = "/usr/bin/openssl";
        Assert.SkipUnless(File.Exists(openssl), "openssl is not installed");
        const string text = "1712345678901,fedcba9876543210,QWxpY2U=,viewer";
        using var process = Process.Start(new ProcessStartInfo(openssl, ["dgst", "-sha256", "-hmac", TestClient.Key, "-hex"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var hex = answer[(answer.LastIndexOf('=') + 1)..].Trim();
        Assert.Equal(Convert.ToBase64String(Encoding.ASCII.GetBytes(hex)), MAuthSignature.Sign(TestClient.Key, text));
    }
}
