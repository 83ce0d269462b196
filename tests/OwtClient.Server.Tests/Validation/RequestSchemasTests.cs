using System.Text.Json;
using OwtClient.Server.Validation;

namespace OwtClient.Server.Tests.Validation;

/// <summary>
/// Every refusal that was recorded from the real server must come out of our schemas word for word, and nothing else be refused.
/// </summary>
public class RequestSchemasTests
{
    public static TheoryData<string, string, string, string> Recorded()
    {
        var rows = new TheoryData<string, string, string, string>();
        string[] recordings = ["errors-publish-errors", "errors-subscribe-errors", "errors-text", "raw-basic-1.2", "jssdk-1.2-multi"];
        string[] names = ["publish", "subscribe", "stream-control", "subscription-control", "text", "soac", "unpublish", "unsubscribe"];
        foreach (var recording in recordings)
        {
            foreach (var name in names)
            {
                foreach (var (data, ack) in Transcript.Requests(recording, name))
                {
                    rows.Add(recording, name, data.GetRawText(), ack[0] == "error" ? ack[1] : "");
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void RecordedRequest_IsRefusedInTheRecordedWords(string recording, string name, string request, string expected)
    {
        Assert.NotEmpty(recording);
        var explained = Explain(name, JsonDocument.Parse(request).RootElement);
        if (IsFormRefusal(expected)) Assert.Equal(expected, explained);
        else Assert.Null(explained);
    }

    [Theory]
    [InlineData("publish", """{"media":"x"}""", "request.media should be object,null \"object,null\"")]
    [InlineData("publish", """{"media":{"tracks":{}}}""", "request.media.tracks should be array \"array\"")]
    [InlineData("publish", """{"media":{"tracks":[{"mid":0}]}}""", "request.media.tracks[0].mid should be string \"string\"")]
    [InlineData("publish", """{"media":{"tracks":[]},"transport":{"id":null}}""", "request.transport.id should be string \"string\"")]
    [InlineData("publish", """{"media":{"tracks":[]},"attributes":null}""", "request.attributes should be object \"object\"")]
    [InlineData("publish", "null", "request should be object \"object\"")]
    [InlineData("subscribe", "null", "request should be object \"object\"")]
    [InlineData("subscription-control", """{"id":"x","operation":"pause"}""",
        "request.operation should be equal to one of the allowed values [\"update\"]," +
        "request should have required property 'data' \"data\"")]
    public void MalformedRequest_IsRefused(string name, string request, string expected) =>
        Assert.Equal(expected, Explain(name, JsonDocument.Parse(request).RootElement));

    [Theory]
    [InlineData("""{"media":{"tracks":[{"type":"video","mid":"1","scalabilityMode":"L3T3"}]},"transport":{}}""")]
    [InlineData("""{"media":{"tracks":[{"type":"audio","source":"screen-cast"}]}}""")]
    [InlineData("""{"media":null,"data":true}""")]
    public void UnusualButAllowedPublish_Passes(string request) => Assert.Null(Explain("publish", JsonDocument.Parse(request).RootElement));

    private static string? Explain(string name, JsonElement request) => name switch
    {
        "publish" => RequestSchemas.Publish.Explain(request),
        "subscribe" => RequestSchemas.Subscribe.Explain(request),
        "stream-control" => RequestSchemas.StreamControl.Explain(request),
        "subscription-control" => RequestSchemas.SubscriptionControl.Explain(request),
        "text" => SimpleRequests.ExplainText(request),
        "soac" => SimpleRequests.ExplainSoac(request),
        "unpublish" => SimpleRequests.ExplainId(request, "stream"),
        _ => SimpleRequests.ExplainId(request, "subscription"),
    };

    private static bool IsFormRefusal(string text) =>
        text.StartsWith("request", StringComparison.Ordinal) || text.StartsWith("Invalid ", StringComparison.Ordinal);
}
