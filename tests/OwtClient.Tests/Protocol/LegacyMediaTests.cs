using System.Text.Json;
using OwtClient.Protocol;
using OwtClient.Streams;

namespace OwtClient.Tests.Protocol;

/// <summary>PROTOCOL §4.13: the same stream in three versions.</summary>
public class LegacyMediaTests
{
    private const string Audio =
        """{"type":"audio","status":"inactive","source":"mic","format":{"codec":"opus","sampleRate":48000,"channelNum":2},"optional":{"format":[{"codec":"pcmu"}]}}""";

    private const string Optional = """{"parameters":{"resolution":[{"width":320,"height":240}],"framerate":[6,12]}}""";
    private const string Full = """{"format":{"codec":"vp8"},"parameters":{"resolution":{"width":640,"height":480}}}""";

    [Fact]
    public void EveryVersion_ReadsIntoTheSameDescription()
    {
        var newest = Read($$$"""{"tracks":[{{{Audio}}},{"type":"video","source":"camera","status":"active","optional":{{{Optional}}},{{{Full[1..]}}}]}""");
        var middle = Read($$$"""{"audio":{{{Audio}}},"video":{"status":"active","source":"camera","optional":{{{Optional}}},"original":[{{{Full}}}]}}""");
        var oldest = Read($$$"""{"audio":{{{Audio}}},"video":{"status":"active","source":"camera","optional":{{{Optional}}},{{{Full[1..]}}}}""");
        var expected = JsonSerializer.Serialize(newest);
        Assert.Contains("320", expected, StringComparison.Ordinal);
        Assert.True(newest.Audio!.IsMuted);
        Assert.Equal(expected, JsonSerializer.Serialize(middle));
        Assert.Equal(expected, JsonSerializer.Serialize(oldest));
    }

    [Fact]
    public void SimulcastInVersion11_IsOneLayerForEachRid()
    {
        var stream = Read("""
            {"video":{"status":"inactive","source":"camera","original":[
              {"format":{"codec":"vp8"},"simulcastRid":"q","parameters":{"resolution":{"width":320,"height":240}}},
              {"format":{"codec":"vp8"},"simulcastRid":"f","parameters":{"resolution":{"width":1280,"height":720}}}]}}
            """);
        Assert.Equal(["q", "f"], stream.VideoLayers.Select(layer => layer.Rid));
        Assert.Equal(new Resolution(1280, 720), stream.VideoLayers[1].Resolution);
        Assert.All(stream.VideoLayers, layer => Assert.True(layer.IsMuted));
    }

    [Theory]
    [InlineData("""{"video":{"format":{"codec":"vp8"}}}""", false, true)]
    [InlineData("""{"audio":{"format":{"codec":"opus"}}}""", true, false)]
    [InlineData("""{"audio":null,"video":null}""", false, false)]
    [InlineData("{}", false, false)]
    public void KindThatIsAbsent_HasNoSettings(string media, bool audio, bool video)
    {
        var stream = Read(media);
        Assert.Equal((audio, video), (stream.Audio is not null, stream.VideoLayers.Count > 0));
    }

    private static RemoteStream Read(string media) => RemoteStream.Create("s", StreamInfoReader.Read(
        JsonSerializer.Deserialize($$$"""{"id":"s","type":"forward","media":{{{media}}}}""", ProtocolJson.Default.StreamInfoMessage)!));
}
