using System.Text;
using OwtClient.Fuzz.Harness;
using OwtClient.Tokens;

namespace OwtClient.Fuzz.Signaling;

public class TokenFuzzTests
{
    private static readonly byte[] Json =
        """{"tokenId":"5e3d0d9e5ee8b80bd3e0bd2e","host":"127.0.0.1:8080","secure":true,"signature":"ZjQ0NGE0"}"""u8.ToArray();

    [Fact]
    public void AnyText_IsATokenOrATokenFormatException() =>
        Fuzzer.Bytes([Encoding.ASCII.GetBytes(Convert.ToBase64String(Json))], input => Parse(Encoding.Latin1.GetString(input)));

    [Fact]
    public void AnyJsonInside_IsATokenOrATokenFormatException() => Fuzzer.Json([Json], input => Parse(Convert.ToBase64String(input)));

    private static void Parse(string text)
    {
        try
        {
            var token = ConferenceToken.Parse(text);
            Assert.True(token.Portal.Scheme is "http" or "https");
        }
        catch (TokenFormatException e)
        {
            if (text.Length > 8) Assert.DoesNotContain(text, e.Message, StringComparison.Ordinal);
        }
    }
}
