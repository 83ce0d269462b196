using System.Text.Json.Nodes;
using OwtClient.Server.Management;

namespace OwtClient.Server.Tests.Management;

public class StreamShapeTests
{
    private const string Simulcast =
        """
        {"id":"s","type":"forward","media":{"tracks":[
        {"id":"t-0","type":"audio","source":"mic","format":{"codec":"opus"},"optional":{"format":[]},"status":"active","mid":"0"},
        {"id":"t-1:q","type":"video","source":"camera","format":{"codec":"vp8"},"parameters":{"resolution":{"width":320,"height":180}},
        "optional":{},"status":"active","mid":"1","rid":"q"},
        {"id":"t-1:f","type":"video","source":"camera","format":{"codec":"vp8"},"optional":{},"status":"active","mid":"1","rid":"f"}]},
        "info":{"owner":"p"}}
        """;

    private const string AudioOnly =
        """
        {"id":"s","type":"forward","media":{"tracks":[{"type":"audio","format":{"codec":"pcmu"},"optional":{},"status":"inactive"}]},
        "info":{}}
        """;

    private const string AudioOnlyShape =
        """{"id":"s","type":"forward","media":{"audio":{"status":"inactive","format":{"codec":"pcmu"},"optional":{}}},"info":{}}""";

    [Theory]
    [InlineData(
        Simulcast,
        false,
        """
        {"id":"s","type":"forward","media":{"audio":{"status":"active","source":"mic","format":{"codec":"opus"},"optional":{"format":[]}},
        "video":{"status":"active","source":"camera","optional":{},"original":[
        {"format":{"codec":"vp8"},"parameters":{"resolution":{"width":320,"height":180}},"simulcastRid":"q"},
        {"format":{"codec":"vp8"},"simulcastRid":"f"}]}},"info":{"owner":"p"}}
        """)]
    [InlineData(
        Simulcast,
        true,
        """
        {"id":"s","type":"forward","media":{"audio":{"status":"active","source":"mic","format":{"codec":"opus"},"optional":{"format":[]}},
        "video":{"status":"active","source":"camera","optional":{},"format":{"codec":"vp8"},
        "parameters":{"resolution":{"width":320,"height":180}}}},"info":{"owner":"p"}}
        """)]
    [InlineData(AudioOnly, false, AudioOnlyShape)]
    [InlineData(AudioOnly, true, AudioOnlyShape)]
    public void Stream_HasTheShapeOfTheVersion(string stream, bool isV1, string expected)
    {
        var shape = StreamShape.Convert(JsonNode.Parse(stream)!.AsObject(), isV1);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), shape), shape.ToJsonString());
    }
}
