using System.Text.Json;
using System.Text.Json.Nodes;
using OwtClient.Protocol;
using OwtClient.Testing;

namespace OwtClient.Tests.Protocol;

public class NotificationParserTests
{
    public static TheoryData<string, string> WellFormed() => new()
    {
        { "participant", """{"action":"join","data":{"id":"p","user":"u","role":"r"}}""" },
        { "participant", """{"action":"leave","data":"p"}""" },
        { "stream", $$$"""{"id":"s","status":"add","data":{{{FakePortal.ForwardStream("s", "p")}}}}""" },
        { "stream", """{"id":"s","status":"remove"}""" },
        { "stream", """{"id":"s","status":"update","data":{"field":"audio.status","value":"inactive"}}""" },
        { "stream", """{"id":"s","status":"update","data":{"field":"video.layout","value":[{"stream":"x","region":{"id":"1","shape":"rectangle","area":{"left":"0/1","top":"0/1","width":"1/2","height":"1"}}}]}}""" },
        { "stream", """{"id":"s","status":"update","data":{"field":"activeInput","value":"x"}}""" },
        { "stream", $$$"""{"id":"s","status":"update","data":{"field":".","value":{{{FakePortal.ForwardStream("s", "p")}}}}}""" },
        { "text", """{"from":"p","to":"me","message":{"any":["json",1]}}""" },
        { "progress", """{"id":"t","status":"soac","data":{"type":"answer","sdp":"v=0"}}""" },
        { "progress", """{"id":"t","status":"soac","data":{"type":"candidate","candidate":{"candidate":"a=candidate:1"}}}""" },
        { "progress", """{"id":"t","status":"ready"}""" },
        { "progress", """{"id":"t","sessionId":"s","status":"ready"}""" },
        { "session-progress", """{"id":"t","sessionId":"s","status":"ready"}""" },
        { "progress", """{"id":"t","sessionId":"s","status":"error","data":"Node lost"}""" },
        { "drop", "null" },
    };

    [Theory]
    [MemberData(nameof(WellFormed))]
    public void WellFormed_IsRead(string name, string data)
    {
        Assert.NotNull(NotificationParser.Parse(name, Element(data), out var problem));
        Assert.Null(problem);
    }

    /// <summary>
    /// Each value anywhere in a message, replaced by each kind of JSON value or left out: read or refused with a reason, no exception.
    /// </summary>
    [Theory]
    [MemberData(nameof(WellFormed))]
    public void Mutated_IsReadOrRefusedWithAReason(string name, string data)
    {
        string?[] replacements = ["null", "5", "-1e300", "\"x\"", "\"\"", "\"HALF A SURROGATE\"", "true", "{}", "[]", "[null]", "{\"id\":5}", null];
        var places = Places(JsonNode.Parse(data)).ToList();
        foreach (var place in places)
        {
            foreach (var replacement in replacements)
            {
                var notification = NotificationParser.Parse(name, Element(Replace(data, place, replacement)), out var problem);
                Assert.True(notification is null == problem is not null, $"{place}: {replacement}");
            }
        }
    }

    [Theory]
    [InlineData("unheard-of", "{}")]
    [InlineData("stream", "null")]
    [InlineData("stream", "[]")]
    [InlineData("progress", "\"text\"")]
    public void Unknown_IsRefusedWithAReason(string name, string data)
    {
        Assert.Null(NotificationParser.Parse(name, Element(data), out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void WithoutArgument_OnlyADropIsRead()
    {
        Assert.IsType<Notification.Dropped>(NotificationParser.Parse("drop", null, out _));
        Assert.Null(NotificationParser.Parse("stream", null, out _));
    }

    /// <summary>PROTOCOL §7.1: null is absent, numbers may be texts, unknown members pass, nothing but the id is required.</summary>
    [Fact]
    public void StreamInfo_IsReadTolerantly()
    {
        const string Json = """
            {"id":"s","status":"add","data":{"id":"s","type":"augmented","data":null,"surprise":{},"media":{"tracks":[
              {"type":"audio","id":null,"source":null,"format":{"codec":"opus","sampleRate":"48000","channelNum":"2"},"optional":{}},
              {"type":"video","parameters":{"resolution":{"width":"640","height":480},"framerate":"15","bitrate":"500"},"optional":null}]},
             "info":{"owner":null,"attributes":null,"layout":null}}}
            """;
        var added = Assert.IsType<Notification.StreamAdded>(NotificationParser.Parse("stream", Element(Json), out _));
        var description = StreamInfoReader.Read(added.Stream);

        Assert.Equal("augmented", description.Type);
        var audio = Assert.Single(description.AudioTracks);
        Assert.Equal((48000, 2), (audio.Format!.SampleRate, audio.Format.Channels));
        var video = Assert.Single(Assert.Single(description.VideoTracks).Layers);
        Assert.Equal(("640x480", 15d, 500_000d), (video.Resolution.ToString(), video.FrameRate, video.BitsPerSecond));
        Assert.Null(video.Format);
    }

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;

    private static IEnumerable<string> Places(JsonNode? node, string path = "") => node switch
    {
        JsonObject members => members.SelectMany(m => Places(m.Value, $"{path}/{m.Key}").Append($"{path}/{m.Key}")),
        JsonArray items => items.SelectMany((item, i) => Places(item, $"{path}/{i}").Append($"{path}/{i}")),
        _ => [],
    };

    private static string Replace(string json, string place, string? replacement)
    {
        var root = JsonNode.Parse(json)!;
        var steps = place.Split('/')[1..];
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray ? node[int.Parse(step, null)]! : node[step]!);
        var last = steps[^1];
        var value = replacement is null ? null : JsonNode.Parse(replacement);
        if (parent is JsonArray array && replacement is null) array.RemoveAt(int.Parse(last, null));
        else if (parent is JsonArray items) items[int.Parse(last, null)] = value;
        else if (replacement is null) parent.AsObject().Remove(last);
        else parent[last] = value;
        return root.ToJsonString().Replace("HALF A SURROGATE", "\\ud800", StringComparison.Ordinal); // which JsonNode refuses to write
    }
}
