using OwtClient.Rest.Models;

namespace OwtClient.Rest.Tests.Resources;

public class SubscriptionResourcesTests
{
    private const string Recording =
        """
        {"id":"r7","media":{"audio":{"format":{"codec":"opus","sampleRate":48000,"channelNum":2},"from":"a1","status":"active"},
        "video":{"format":{"codec":"vp8"},"from":"a1","status":"active","parameters":{"bitrate":800}}},"storage":{"host":"rec.test","file":"/tmp/r7.mkv"}}
        """;

    private const string StreamingOut =
        """{"id":"o7","media":{"audio":{"format":{"codec":"aac","sampleRate":48000,"channelNum":2},"from":"a1","status":"active"},"video":false},"url":"rtmp://cdn.test/live"}""";

    private static readonly SubscriptionMedia Media = new() { Audio = new AudioSource("a1"), Video = new VideoSource("a1") };

    [Fact]
    public async Task Recordings_ListAndRead()
    {
        var recording = Assert.Single(await Endpoint.CallAsync(api => api.Recordings.ListAsync("r"), "GET /v1/rooms/r/recordings", null, $"[{Recording}]"));
        Assert.Equal(new RecordingStorage("rec.test", "/tmp/r7.mkv"), recording.Storage);
        Assert.Equal(("a1", "active", "800"), (recording.Media!.Video!.From, recording.Media.Video.Status, recording.Media.Video.Parameters!.Bitrate));
    }

    [Theory]
    [InlineData(RecordingContainer.Auto, "auto")]
    [InlineData(RecordingContainer.Mp4, "mp4")]
    [InlineData(RecordingContainer.Mkv, "mkv")]
    [InlineData(RecordingContainer.Ts, "ts")]
    public Task Recordings_Create(RecordingContainer container, string name) =>
        Endpoint.CallAsync(
            api => api.Recordings.CreateAsync("r", Media, container),
            "POST /v1/rooms/r/recordings",
            $$$$"""{"container":"{{{{name}}}}","media":{"audio":{"from":"a1"},"video":{"from":"a1"}}}""",
            Recording);

    /// <summary>The server wants both kinds named: what is not wanted is <c>false</c>, never left out.</summary>
    [Fact]
    public Task Create_WithoutVideo_SaysFalse() =>
        Endpoint.CallAsync(
            api => api.Recordings.CreateAsync("r", new SubscriptionMedia { Audio = new AudioSource("a1", new AudioFormat("opus", 48000, 2)) }),
            "POST /v1/rooms/r/recordings",
            """{"container":"auto","media":{"audio":{"from":"a1","format":{"codec":"opus","sampleRate":48000,"channelNum":2}},"video":false}}""",
            Recording);

    [Fact]
    public async Task StreamingOuts_ListCreateDelete()
    {
        var output = Assert.Single(await Endpoint.CallAsync(api => api.StreamingOuts.ListAsync("r"), "GET /v1/rooms/r/streaming-outs", null, $"[{StreamingOut}]"));
        Assert.Equal("rtmp://cdn.test/live", output.Url);
        Assert.Null(output.Media!.Video);

        await Endpoint.CallAsync(
            api => api.StreamingOuts.CreateAsync("r", "https://cdn.test/live.m3u8", Media, "hls", new StreamingOutParameters { Method = "PUT", HlsTime = 2, HlsListSize = 5 }),
            "POST /v1/rooms/r/streaming-outs",
            """
            {"protocol":"hls","url":"https://cdn.test/live.m3u8","parameters":{"method":"PUT","hlsTime":2,"hlsListSize":5},
            "media":{"audio":{"from":"a1"},"video":{"from":"a1"}}}
            """,
            StreamingOut);
        await Endpoint.CallAsync(
            api => api.StreamingOuts.CreateAsync("r", "rtmp://cdn.test/live", Media),
            "POST /v1/rooms/r/streaming-outs",
            """{"url":"rtmp://cdn.test/live","media":{"audio":{"from":"a1"},"video":{"from":"a1"}}}""",
            StreamingOut);
        await Endpoint.CallAsync(api => api.StreamingOuts.DeleteAsync("r", "o7"), "DELETE /v1/rooms/r/streaming-outs/o7", null, "");
    }

    [Fact]
    public Task Recordings_Delete() => Endpoint.CallAsync(api => api.Recordings.DeleteAsync("r", "r7"), "DELETE /v1/rooms/r/recordings/r7", null, "");

    private static readonly VideoParameterChange Change = new() { Resolution = new(640, 480), Framerate = 15, BitrateMultiplier = 0.8, KeyFrameInterval = 30 };

    public static TheoryData<Func<OwtManagementClient, Task>, string, string, string> Changes => new()
    {
        { api => api.Recordings.ChangeAudioSourceAsync("r", "x", "b2"), "recordings", Operation("/media/audio/from", "\"b2\""), Recording },
        { api => api.Recordings.ChangeVideoSourceAsync("r", "x", "b2"), "recordings", Operation("/media/video/from", "\"b2\""), Recording },
        { api => api.Recordings.ChangeVideoParametersAsync("r", "x", Change), "recordings", AllParameters(""), Recording },
        { api => api.StreamingOuts.ChangeAudioSourceAsync("r", "x", "b2"), "streaming-outs", Operation("/media/audio/from", "\"b2\""), StreamingOut },
        { api => api.StreamingOuts.ChangeVideoSourceAsync("r", "x", "b2"), "streaming-outs", Operation("/media/video/from", "\"b2\""), StreamingOut },
        { api => api.StreamingOuts.ChangeVideoParametersAsync("r", "x", Change), "streaming-outs", AllParameters(""), StreamingOut },
        { api => api.SipCalls.ChangeAudioSourceAsync("r", "x", "b2"), "sipcalls", Operation("/output/media/audio/from", "\"b2\""), Call },
        { api => api.SipCalls.ChangeVideoSourceAsync("r", "x", "b2"), "sipcalls", Operation("/output/media/video/from", "\"b2\""), Call },
        { api => api.SipCalls.ChangeVideoParametersAsync("r", "x", Change), "sipcalls", AllParameters("/output"), Call },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public Task Change_IsTheServersOperations(Func<OwtManagementClient, Task> call, string resource, string operations, string answer) =>
        Endpoint.CallAsync(call, $"PATCH /v1/rooms/r/{resource}/x", $"[{operations}]", answer);

    /// <summary>The server compares text: <c>x0.8</c>, whatever the culture, and nothing between its steps.</summary>
    [Theory]
    [InlineData(0.8, "x0.8")]
    [InlineData(0.6, "x0.6")]
    [InlineData(0.4, "x0.4")]
    [InlineData(0.2, "x0.2")]
    public Task BitrateMultiplier_IsTheServersText(double multiplier, string text) =>
        Endpoint.CallAsync(
            api => api.Recordings.ChangeVideoParametersAsync("r", "x", new VideoParameterChange { BitrateMultiplier = multiplier }),
            "PATCH /v1/rooms/r/recordings/x",
            $"[{Operation("/media/video/parameters/bitrate", $"\"{text}\"")}]",
            Recording);

    [Fact]
    public async Task ValueThatTheServerDoesNotTake_IsRefusedBeforeItIsSent()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VideoParameterChange { Framerate = 25 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VideoParameterChange { BitrateMultiplier = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VideoParameterChange { KeyFrameInterval = 3 });
        using var client = new TestClient();
        await Assert.ThrowsAsync<ArgumentException>(() => client.Api.Recordings.ChangeVideoParametersAsync("r", "x", new VideoParameterChange()));
        Assert.Empty(client.Server.Requests);
    }

    [Fact]
    public async Task Analytics_ListCreateDelete()
    {
        const string recorded = """{"id":"n7","media":{"video":{"format":{"codec":"h264"},"from":"a1","status":"active"}},"analytics":{"algorithm":"dogs"}}""";
        var analysis = Assert.Single(await Endpoint.CallAsync(api => api.Analytics.ListAsync("r"), "GET /v1/rooms/r/analytics", null, $"[{recorded}]"));
        Assert.Equal("dogs", analysis.Analytics!.Value.GetProperty("algorithm").GetString());
        await Endpoint.CallAsync(
            api => api.Analytics.CreateAsync("r", "dogs", new VideoSource("a1", new VideoFormat("h264"), new VideoParameters { Resolution = new(640, 480) })),
            "POST /v1/rooms/r/analytics",
            """{"algorithm":"dogs","media":{"audio":false,"video":{"from":"a1","format":{"codec":"h264"},"parameters":{"resolution":{"width":640,"height":480}}}}}""",
            recorded);
        await Endpoint.CallAsync(api => api.Analytics.DeleteAsync("r", "n7"), "DELETE /v1/rooms/r/analytics/n7", null, "");
    }

    private const string Call =
        """{"id":"c7","peer":"sip:bob@sip.test","type":"dial-out","input":{"id":"c7","media":{"tracks":[]}},"output":{"id":"c7out","media":{"audio":{"from":"a1","status":"active"}}}}""";

    [Fact]
    public async Task SipCalls_ListCreateDelete()
    {
        var call = Assert.Single(await Endpoint.CallAsync(api => api.SipCalls.ListAsync("r"), "GET /v1/rooms/r/sipcalls", null, $"[{Call}]"));
        Assert.Equal(("sip:bob@sip.test", "dial-out", "a1"), (call.Peer, call.Type, call.Output!.Media!.Audio!.From));
        await Endpoint.CallAsync(
            api => api.SipCalls.CreateAsync("r", "bob@sip.test", new SubscriptionMedia { Audio = new AudioSource("a1") }, takeVideo: true),
            "POST /v1/rooms/r/sipcalls",
            """{"peerURI":"bob@sip.test","mediaIn":{"audio":true,"video":true},"mediaOut":{"audio":{"from":"a1"},"video":false}}""",
            Call);
        await Endpoint.CallAsync(api => api.SipCalls.DeleteAsync("r", "c7"), "DELETE /v1/rooms/r/sipcalls/c7", null, "");
    }

    [Fact]
    public async Task SipCall_WithoutSound_IsRefusedBeforeItIsSent()
    {
        using var client = new TestClient();
        await Assert.ThrowsAsync<ArgumentException>(
            () => client.Api.SipCalls.CreateAsync("r", "bob@sip.test", new SubscriptionMedia { Video = new VideoSource("a1") }, takeVideo: false));
        Assert.Empty(client.Server.Requests);
    }

    private static string AllParameters(string prefix) => string.Join(
        ',',
        Operation($"{prefix}/media/video/parameters/resolution", """{"width":640,"height":480}"""),
        Operation($"{prefix}/media/video/parameters/framerate", "15"),
        Operation($"{prefix}/media/video/parameters/bitrate", "\"x0.8\""),
        Operation($"{prefix}/media/video/parameters/keyFrameInterval", "30"));

    private static string Operation(string path, string value) => $$"""{"op":"replace","path":"{{path}}","value":{{value}}}""";
}
