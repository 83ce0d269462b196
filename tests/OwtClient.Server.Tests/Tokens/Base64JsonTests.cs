using System.Text.Json;
using OwtClient.Server.Tokens;

namespace OwtClient.Server.Tests.Tokens;

public class Base64JsonTests
{
    /// <summary>The refusals of malformed tokens and tickets, as the real server worded them.</summary>
    [Theory]
    [InlineData("errors-login-errors", "login")]
    [InlineData("errors-relogin-1.2", "relogin")]
    public void RecordedMalformedText_IsRefusedInTheRecordedWords(string recording, string name)
    {
        var compared = 0;
        foreach (var (data, ack) in Transcript.Requests(recording, name))
        {
            if (ack[0] != "error" || !(ack[1].Contains("JSON") || ack[1].Contains("first argument"))) continue;
            JsonElement? text = name == "relogin" ? data : data.TryGetProperty("token", out var token) ? token : null;

            Assert.False(Base64Json.TryDecode(text, out _, out var error));
            Assert.Equal(ack[1], error);
            compared++;
        }

        Assert.Equal(2, compared);
    }

    [Theory]
    [InlineData("", "Unexpected end of JSON input")]
    [InlineData("eyJ0b2tl", "Unexpected end of JSON input")]
    public void Truncated_IsTheRuntimesText(string text, string expected)
    {
        Assert.False(Base64Json.TryDecode(JsonSerializer.SerializeToElement(text), out _, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("bnVsbA==")] // null
    [InlineData("MQ==")] // 1
    [InlineData("W10=")] // []
    public void JsonThatIsNoObject_IsRefused(string text) =>
        Assert.False(Base64Json.TryDecode(JsonSerializer.SerializeToElement(text), out _, out _));
}
