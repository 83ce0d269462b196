using System.Text;
using OwtClient.Tokens;

namespace OwtClient.Tests.Tokens;

/// <summary>PROTOCOL §1.5 and §1.6.</summary>
public class ConferenceTokenTests
{
    [Theory]
    [InlineData("""{"host":"example.org:8080","secure":true}""", "https://example.org:8080/")]
    [InlineData("""{"host":"example.org:8080","secure":false}""", "http://example.org:8080/")]
    [InlineData("""{"host":"example.org:8080"}""", "http://example.org:8080/")]
    [InlineData("""{"host":"example.org:8080","secure":"true"}""", "http://example.org:8080/")]
    [InlineData("""{"host":"example.org","secure":true}""", "https://example.org/")]
    [InlineData("""{"host":"192.0.2.1:3004","secure":true}""", "https://192.0.2.1:3004/")]
    [InlineData("""{"host":"[2001:db8::1]:3004","secure":true}""", "https://[2001:db8::1]:3004/")]
    [InlineData("""{"host":"https://example.org:8443","secure":false}""", "https://example.org:8443/")]
    [InlineData("""{"host":"HTTP://example.org:8080","secure":true}""", "http://example.org:8080/")]
    [InlineData("""{"host":"http.example.org:8080","secure":true}""", "https://http.example.org:8080/")]
    [InlineData("""{"tokenId":"1","host":" example.org:8080/ ","secure":true,"webTransportUrl":"https://q:7700/","signature":"s","new":null}""", "https://example.org:8080/")]
    public void Address_ComesFromHostAndSecure(string json, string portal) =>
        Assert.Equal(portal, ConferenceToken.Parse(Encode(json)).Portal.AbsoluteUri);

    [Theory]
    [InlineData("{}", "no host")]
    [InlineData("[]", "not an object")]
    [InlineData("\"x\"", "not an object")]
    [InlineData("""{"host":null}""", "not a text")]
    [InlineData("""{"host":5}""", "not a text")]
    [InlineData("""{"host":""}""", "empty")]
    [InlineData("""{"host":"   "}""", "empty")]
    [InlineData("""{"host":"user:secret@example.org"}""", "user information")]
    [InlineData("""{"host":"https://user@example.org"}""", "user information")]
    [InlineData("""{"host":"example.org:8080/portal"}""", "path /portal")]
    [InlineData("""{"host":"example.org:8080?x=1"}""", "path")]
    [InlineData("""{"host":"example.org:99999"}""", "not an address")]
    [InlineData("""{"host":"exa mple"}""", "not an address")]
    [InlineData("""{"host":"/portal"}""", "not an address")]
    [InlineData("""{"host":"example.org""", "not of JSON")]
    [InlineData("nonsense", "not of JSON")]
    [InlineData("""{"host":"\ud800"}""", "not Unicode")]
    public void WrongContent_IsNamed(string json, string problem)
    {
        var failure = Assert.Throws<TokenFormatException>(() => ConferenceToken.Parse(Encode(json)));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("%%%%", "U+0025")]
    [InlineData("eyJob3N0", "not of JSON")]
    [InlineData("eyJob", "cut")]
    public void WrongText_IsNamed(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<TokenFormatException>(() => ConferenceToken.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void EndlessText_IsRefusedWithoutDecoding() =>
        Assert.Throws<TokenFormatException>(() => ConferenceToken.Parse(new string('A', 1_000_000)));

    /// <summary>Both alphabets, with and without padding, with line ends: all of them are what the portal's decoder takes.</summary>
    [Fact]
    public void Base64_IsReadLeniently()
    {
        var standard = Encode("""{"host":"example.org:8080","note":"???>>>ÿÿ"}""");
        Assert.Contains('/', standard);
        Assert.EndsWith("=", standard, StringComparison.Ordinal);
        foreach (var text in (string[])[standard, standard.TrimEnd('='), standard.Replace('+', '-').Replace('/', '_'), standard.Insert(20, "\r\n"), $" {standard}\n"])
        {
            var token = ConferenceToken.Parse(text);
            Assert.Equal("http://example.org:8080/", token.Portal.AbsoluteUri);
            Assert.Equal(text, token.Text); // sent back unchanged
        }
    }

    [Fact]
    public void EveryTruncationAndEveryChangedCharacter_IsATokenOrATokenFormatException()
    {
        var text = Encode("""{"tokenId":"5f3cf41d5f1b6a4c1a8d0b11","host":"example.org:8080","secure":true,"signature":"c2ln"}""");
        for (var i = 0; i < text.Length; i++)
        {
            Try(text[..i]);
            foreach (var c in "A/=%{\0\u00e9") Try(text[..i] + c + text[(i + 1)..]);
        }

        static void Try(string text)
        {
            try
            {
                ConferenceToken.Parse(text);
            }
            catch (TokenFormatException e)
            {
                Assert.DoesNotContain("5f3cf41d5f1b6a4c1a8d0b11", e.ToString(), StringComparison.Ordinal);
                Assert.Null(e.InnerException); // a parser's message may quote the token
            }
        }
    }

    [Fact]
    public void ToString_NamesThePortalOnly()
    {
        var text = Encode("""{"tokenId":"5f3cf41d","host":"example.org:8080","secure":true}""");
        Assert.Equal("token for https://example.org:8080/", ConferenceToken.Parse(text).ToString());
    }

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
}
