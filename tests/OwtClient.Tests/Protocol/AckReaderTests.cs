using System.Text.Json;
using OwtClient.Protocol;

namespace OwtClient.Tests.Protocol;

/// <summary>PROTOCOL §2.3.</summary>
public class AckReaderTests
{
    [Theory]
    [InlineData("""["ok"]""", null)]
    [InlineData("""["success"]""", null)]
    [InlineData("""["ok",null]""", null)]
    [InlineData("""["ok","ok"]""", "\"ok\"")]
    [InlineData("""["ok",{"id":"x"}]""", """{"id":"x"}""")]
    [InlineData("""["ok",{"id":"x"},"more"]""", """{"id":"x"}""")]
    public void Success_GivesTheResult(string ack, string? result)
    {
        Assert.True(AckReader.TryRead(Arguments(ack), out var value, out _));
        Assert.Equal(result, value?.GetRawText());
    }

    [Theory]
    [InlineData("""["error","Invalid receiver"]""", "Invalid receiver")]
    [InlineData("""["error"]""", "no reason given")]
    [InlineData("""["error",null]""", "no reason given")]
    [InlineData("""["error",{"message":"m","code":1}]""", "m")]
    [InlineData("""["error",{"description":"d","code":1}]""", "d")]
    [InlineData("""["error",{"code":1201}]""", "1201")]
    [InlineData("""["error",[1]]""", "[1]")]
    [InlineData("""["error","\ud800"]""", "\"\\ud800\"")]
    [InlineData("""["\ud800","ok"]""", "the answer has no status")]
    [InlineData("[]", "the answer has no status")]
    [InlineData("[5]", "the answer has no status")]
    [InlineData("""["fine"]""", "the answer has no status")]
    public void Failure_GivesTheWords(string ack, string words)
    {
        Assert.False(AckReader.TryRead(Arguments(ack), out _, out var error));
        Assert.Equal(words, error);
    }

    private static JsonElement[] Arguments(string ack) => [.. JsonDocument.Parse(ack).RootElement.EnumerateArray()];
}
