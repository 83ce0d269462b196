using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Resources;

public class StreamsResourceTests
{
    private const string Path = "/v1.1/rooms/r/streams";

    private const string Forward =
        """
        {"id":"a1","type":"forward","media":{"audio":{"status":"active","source":"mic","format":{"codec":"opus","sampleRate":48000,"channelNum":2},"optional":{"format":[{"codec":"pcmu"}]}},
        "video":{"status":"inactive","source":"camera","original":[{"format":{"codec":"vp8"},"parameters":{"resolution":{"width":640,"height":480}},"simulcastRid":"q"},
        {"format":{"codec":"vp8"},"simulcastRid":"h"}],"optional":{"parameters":{"resolution":[],"framerate":[6,12],"bitrate":["x0.8"],"keyFrameInterval":[100]}}}},
        "info":{"owner":"p","type":"webrtc","inViews":["common"],"attributes":{"name":"desk"}}}
        """;

    private const string Mixed =
        """
        {"id":"r-common","type":"mixed","data":null,"media":{"audio":{"status":"active","format":{"codec":"opus","sampleRate":48000,"channelNum":2},"optional":{}},
        "video":{"status":"active","original":[{"format":{"codec":"vp8"},"parameters":{"resolution":{"width":640,"height":480},"framerate":24,"bitrate":"400","keyFrameInterval":100}}]}},
        "info":{"label":"common","activeInput":"unknown","layout":[{"stream":"a1","region":{"id":"1","shape":"rectangle","area":{"left":"0/1","top":"0/1","width":"1/1","height":"1/1"}}},
        {"region":{"id":"2","shape":"rectangle","area":{"left":"1/2","top":"0","width":"1/2","height":"1"}}}],"origin":{"isp":"isp","region":"region"}}}
        """;

    [Fact]
    public async Task List_ReadsForwardAndMixedStreams()
    {
        var streams = await Endpoint.CallAsync(api => api.Streams.ListAsync("r"), $"GET {Path}", null, $"[{Forward},{Mixed}]");

        Assert.Equal(["a1", "r-common"], streams.Select(stream => stream.Id));
        var (forward, mixed) = (streams[0], streams[1]);
        Assert.Equal(("forward", "p", "webrtc"), (forward.Type, forward.Info!.Owner, forward.Info.Type));
        Assert.Equal(new AudioFormat("opus", 48000, 2), forward.Media!.Audio!.Format);
        Assert.Equal("inactive", forward.Media.Video!.Status);
        Assert.Equal(["q", "h"], forward.Media.Video.Original!.Select(layer => layer.SimulcastRid));
        Assert.Equal(new Resolution(640, 480), forward.Media.Video.Original![0].Parameters!.Resolution);
        Assert.Equal("desk", forward.Info.Attributes!.Value.GetProperty("name").GetString());

        Assert.Equal("common", mixed.Info!.Label);
        Assert.Equal(["a1", null], mixed.Info.Layout!.Select(entry => entry.Stream));
        Assert.Equal(new LayoutArea("1/2", "0", "1/2", "1"), mixed.Info.Layout![1].Region.Area);
        Assert.Equal("400", mixed.Media!.Video!.Original![0].Parameters!.Bitrate);
    }

    /// <summary>Fractions as the recorded server tells them, in <c>tests/Transcripts/errors-drop.jsonl</c>, and as §7.5 has them.</summary>
    [Theory]
    [InlineData("""{"numerator":1,"denominator":2}""", "1/2")]
    [InlineData("\"1/2\"", "1/2")]
    [InlineData("1", "1")]
    public async Task Layout_IsReadInEveryFormThatServersWrite(string fraction, string expected)
    {
        var area = $$"""{"left":{{fraction}},"top":{{fraction}},"width":{{fraction}},"height":{{fraction}} }""";
        var answer = $$$"""{"id":"m","info":{"layout":[{"region":{"id":"1","shape":"rectangle","area":{{{area}}} } }] } }""";

        var stream = await Endpoint.CallAsync(api => api.Streams.GetAsync("r", "m"), $"GET {Path}/m", null, answer);

        Assert.Equal(new LayoutArea(expected, expected, expected, expected), Assert.Single(stream.Info!.Layout!).Region.Area);
    }

    /// <summary>The v1 shape: no layers, format and parameters stand in the video itself (PROTOCOL §4.13).</summary>
    [Fact]
    public async Task Get_InTheV1Shape_ReadsFormatAndParameters()
    {
        const string recorded =
            """
            {"id":"a1","type":"forward","media":{"video":{"status":"active","source":"camera","format":{"codec":"h264","profile":"CB"},
            "parameters":{"resolution":{"width":320,"height":240},"framerate":30,"bitrate":512.5,"keyFrameInterval":2}}},"info":{"owner":"p","type":"webrtc","inViews":[]}}
            """;
        var stream = await Endpoint.CallAsync(
            api => api.Streams.GetAsync("r", "a1"), "GET /v1/rooms/r/streams/a1", null, recorded, options => options with { StreamsVersion = ManagementApiVersion.V1 });

        Assert.Null(stream.Media!.Audio);
        Assert.Null(stream.Media.Video!.Original);
        Assert.Equal(new VideoFormat("h264", "CB"), stream.Media.Video.Format);
        Assert.Equal("512.5", stream.Media.Video.Parameters!.Bitrate);
    }

    public static TheoryData<Func<OwtManagementClient, Task<StreamInfo>>, string> Changes => new()
    {
        { api => api.Streams.MixAsync("r", "a1", "common"), """{"op":"add","path":"/info/inViews","value":"common"}""" },
        { api => api.Streams.UnmixAsync("r", "a1", "common"), """{"op":"remove","path":"/info/inViews","value":"common"}""" },
        { api => api.Streams.MuteAsync("r", "a1", TrackKind.Audio), """{"op":"replace","path":"/media/audio/status","value":"inactive"}""" },
        { api => api.Streams.MuteAsync("r", "a1", TrackKind.Video), """{"op":"replace","path":"/media/video/status","value":"inactive"}""" },
        { api => api.Streams.UnmuteAsync("r", "a1", TrackKind.Audio), """{"op":"replace","path":"/media/audio/status","value":"active"}""" },
        { api => api.Streams.UnmuteAsync("r", "a1", TrackKind.Video), """{"op":"replace","path":"/media/video/status","value":"active"}""" },
        { api => api.Streams.SetRegionStreamAsync("r", "a1", 2, "b2"), """{"op":"replace","path":"/info/layout/2/stream","value":"b2"}""" },
        {
            api => api.Streams.SetLayoutAsync("r", "a1", [new(new("1", new("0", "0", "1/2", "1")), "b2"), new(new("2", new("1/2", "0", "1/2", "1")))]),
            """
            {"op":"replace","path":"/info/layout","value":[
            {"region":{"id":"1","shape":"rectangle","area":{"left":"0","top":"0","width":"1/2","height":"1"}},"stream":"b2"},
            {"region":{"id":"2","shape":"rectangle","area":{"left":"1/2","top":"0","width":"1/2","height":"1"}}}]}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public Task Change_IsOneOperation(Func<OwtManagementClient, Task<StreamInfo>> call, string operation) =>
        Endpoint.CallAsync(call, $"PATCH {Path}/a1", $"[{operation}]", Forward);

    [Fact]
    public Task Delete_TakesAnEmptyAnswer() => Endpoint.CallAsync(api => api.Streams.DeleteAsync("r", "a1"), $"DELETE {Path}/a1", null, "");

    [Fact]
    public async Task StreamingIn_SendsConnectionMediaAndAttributes()
    {
        var stream = await Endpoint.CallAsync(
            api => api.StreamingIns.CreateAsync(
                "r",
                new StreamingInConnection("rtsp://camera.test/1", "udp", 16384, new TokenPreference("isp", "eu")),
                new StreamingInMedia { Audio = StreamingInChoice.No, Video = StreamingInChoice.Yes },
                new Dictionary<string, string> { ["name"] = "door" }),
            "POST /v1.1/rooms/r/streaming-ins",
            """
            {"connection":{"url":"rtsp://camera.test/1","transportProtocol":"udp","bufferSize":16384,"origin":{"isp":"isp","region":"eu"}},
            "media":{"audio":false,"video":true},"attributes":{"name":"door"}}
            """,
            """{"id":"123456","type":"forward","media":{"video":{"status":"active"}},"info":{"owner":"admin","type":"streaming","inViews":[]}}""");
        Assert.Equal("admin", stream.Info!.Owner);

        await Endpoint.CallAsync(
            api => api.StreamingIns.CreateAsync("r", new StreamingInConnection("rtsp://camera.test/1")),
            "POST /v1.1/rooms/r/streaming-ins",
            """{"connection":{"url":"rtsp://camera.test/1","transportProtocol":"tcp"},"media":{"audio":"auto","video":"auto"}}""",
            Forward);
    }

    [Fact]
    public Task StreamingIn_Delete() => Endpoint.CallAsync(api => api.StreamingIns.DeleteAsync("r", "123456"), "DELETE /v1.1/rooms/r/streaming-ins/123456", null, "");
}
