using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Protocol;

namespace OwtClient.Tests.Protocol;

/// <summary>What PROTOCOL §10 warns of, as far as it concerns reading the server's messages; named by section and number.</summary>
public class ParsingQuirkTests
{
    [Theory]
    [InlineData("""["error","Invalid receiver"]""", "Invalid receiver")]
    [InlineData("""["error",{"code":1101,"description":"documented"}]""", "documented")]
    [InlineData("""["error",{"code":1101}]""", "1101")]
    [InlineData("""["error",null]""", "no reason given")]
    [InlineData("""["error"]""", "no reason given")]
    public void Quirk_10_1_1_ErrorIsATextOrAnObjectOrNothing(string ack, string expected)
    {
        Assert.False(AckReader.TryRead(Arguments(ack), out _, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("""["ok"]""")]
    [InlineData("""["success"]""")]
    [InlineData("""["ok",null]""")]
    public void Quirk_10_1_2_AckOfASuccessMayHaveOneArgument(string ack)
    {
        Assert.True(AckReader.TryRead(Arguments(ack), out var result, out _));
        Assert.Null(result);
    }

    /// <summary>The documented form, without a transport, is that of QUIC.</summary>
    [Theory]
    [InlineData("progress")]
    [InlineData("session-progress")]
    public void Quirk_10_1_11_ProgressNamesTheTransportAndTheSession(string name)
    {
        Assert.Equal(new Notification.SessionReady("t", "s"), Parse(name, """{"id":"t","sessionId":"s","status":"ready"}"""));
        Assert.Equal(new Notification.TransportReady("t"), Parse(name, """{"id":"t","status":"ready"}"""));
    }

    /// <summary>PROTOCOL §4.14: the room may not know the session any more.</summary>
    [Fact]
    public void Quirk_4_14_ErrorMayNameTheSessionAlone() =>
        Assert.Equal(new Notification.SessionFailed("s", null, "Node lost"), Parse("progress", """{"id":"s","status":"error","data":"Node lost"}"""));

    [Theory]
    [InlineData("""{"publish":{"video":true,"audio":false},"subscribe":{"video":false,"audio":true}}""", false, true, true, false)]
    [InlineData("""{"publish":{"video":true},"subscribe":null}""", false, true, false, false)]
    [InlineData("""{"publish":{"video":true,"audio":true,"data":true},"subscribe":{}}""", true, true, false, false)]
    [InlineData("null", false, false, false, false)]
    public void Quirk_10_1_14_PermissionIsOfSoundAndPictures(
        string permission, bool publishAudio, bool publishVideo, bool subscribeAudio, bool subscribeVideo)
    {
        var login = LoginResults.Read(JsonDocument.Parse($$"""{"id":"me","permission":{{permission}}}""").RootElement)!;
        Assert.Equal(
            new Permission(new(publishAudio, publishVideo), new(subscribeAudio, subscribeVideo)), LoginResults.PermissionOf(login));
    }

    [Theory]
    [InlineData("\"hello\"")]
    [InlineData("null")]
    [InlineData("""{"any":["json",1.5,true]}""")]
    public void Quirk_10_1_15_MessageIsAnyJson(string message)
    {
        var text = Assert.IsType<Notification.TextReceived>(Parse("text", $$$"""{"from":"p","to":"me","message":{{{message}}}}"""));
        Assert.Equal(message, text.Message.GetRawText());
    }

    [Fact]
    public void Quirk_10_1_15_MessageIsUnlimited()
    {
        var message = new string('x', 1_000_000);
        var text = Assert.IsType<Notification.TextReceived>(Parse("text", $$"""{"from":"p","to":"all","message":"{{message}}"}"""));
        Assert.Equal(message.Length, text.Message.GetString()!.Length);
    }

    /// <summary>Ids are texts, but some deployments convert what looks like a number (PROTOCOL §10.2 no. 20 as well).</summary>
    [Fact]
    public void Quirk_10_2_12_NumbersAndTextsAreTakenForEachOther() =>
        Assert.Equal(new Notification.StreamRemoved("123456789012345678"), Parse("stream", """{"id":123456789012345678,"status":"remove"}"""));

    [Theory]
    [InlineData("null")]
    [InlineData(null)]
    public void Quirk_10_2_19_DropHasNoContent(string? data)
    {
        var element = data is null ? (JsonElement?)null : JsonDocument.Parse(data).RootElement;
        Assert.IsType<Notification.Dropped>(NotificationParser.Parse("drop", element, out _));
    }

    private static JsonElement[] Arguments(string ack) => [.. JsonDocument.Parse(ack).RootElement.EnumerateArray()];

    private static Notification? Parse(string name, string json) => NotificationParser.Parse(name, JsonDocument.Parse(json).RootElement, out _);
}
