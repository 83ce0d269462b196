using OwtClient.Channels;
using OwtClient.Protocol;
using OwtClient.Streams;
using OwtClient.WebRtc;

namespace OwtClient.Tests.Channels;

/// <summary>
/// What PROTOCOL §4.5 says the server accepts, row by row: the same is accepted here, and the rest is refused before it is sent.
/// </summary>
public class SubscribeCheckTests
{
    private static readonly RtpCodec G722 = new("G722", 8000, 1);

    private static readonly string Optional = """
        "optional":{"format":[{"codec":"h264","profile":"CB"}],
          "parameters":{"resolution":[{"width":320,"height":240}],"framerate":[6,12,15,24],"bitrate":["x0.8","x0.6"],"keyFrameInterval":[100,5]}}
        """;

    /// <summary>Forward stream of a WebRTC publisher after its first pictures.</summary>
    private static readonly RemoteStream Forward = Video("""{"resolution":{"width":640,"height":480}}""");

    /// <summary>The same before any picture.</summary>
    private static readonly RemoteStream Fresh = Video(null);

    /// <summary>A mixed view with everything configured.</summary>
    private static readonly RemoteStream Mixed =
        Video("""{"resolution":{"width":640,"height":480},"framerate":30,"bitrate":500,"keyFrameInterval":20}""");

    public static TheoryData<string, RemoteStream, VideoSubscribeOptions, string?> Rows() => new()
    {
        { "existence", Sound("""{"codec":"opus"}"""), new(), null },
        { "format: the source's", Forward, new() { Codecs = [RtpCodec.Vp8] }, "" },
        { "format: an optional one", Forward, new() { Codecs = [RtpCodec.H264] }, "" },
        { "format: one of several", Forward, new() { Codecs = [RtpCodec.Vp9, RtpCodec.H264] }, "" },
        { "format: another", Forward, new() { Codecs = [RtpCodec.Vp9] }, null },
        { "resolution: unknown of the source", Fresh, new() { Resolution = new(1920, 1080) }, """{"resolution":{"width":1920,"height":1080}}""" },
        { "resolution: the source's", Forward, new() { Resolution = new(640, 480) }, """{"resolution":{"width":640,"height":480}}""" },
        { "resolution: listed", Forward, new() { Resolution = new(320, 240) }, """{"resolution":{"width":320,"height":240}}""" },
        { "resolution: not listed", Forward, new() { Resolution = new(480, 360) }, null },
        { "framerate: listed", Forward, new() { FrameRate = 15 }, """{"framerate":15}""" },
        { "framerate: 30 of a WebRTC source", Forward, new() { FrameRate = 30 }, null },
        { "framerate: the source's", Mixed, new() { FrameRate = 30 }, """{"framerate":30}""" },
        { "bitrate: all of it is no request", Forward, new() { BitrateMultiplier = 1 }, "" },
        { "bitrate: listed", Mixed, new() { BitrateMultiplier = 0.8 }, """{"bitrate":"x0.8"}""" },
        { "bitrate: not listed", Mixed, new() { BitrateMultiplier = 0.7 }, null },
        { "bitrate: source without parameters breaks the server", Fresh, new() { BitrateMultiplier = 0.8 }, null },
        { "bitrate: source without bitrate, no effect", Forward, new() { BitrateMultiplier = 0.8 }, null },
        { "keyFrameInterval: listed", Forward, new() { KeyFrameInterval = TimeSpan.FromSeconds(5) }, """{"keyFrameInterval":5}""" },
        { "keyFrameInterval: the source's", Mixed, new() { KeyFrameInterval = TimeSpan.FromSeconds(20) }, """{"keyFrameInterval":20}""" },
        { "keyFrameInterval: not listed", Forward, new() { KeyFrameInterval = TimeSpan.FromSeconds(20) }, null },
        {
            "keyFrameInterval: the source's, whose resolution is unknown",
            Video("""{"keyFrameInterval":20}"""),
            new() { KeyFrameInterval = TimeSpan.FromSeconds(20) },
            null
        },
        { "layer: none of that rid", Forward, new() { Rid = "h" }, null },
        { "layer: named twice", Forward, new() { Rid = "h", TrackId = "t" }, null },
    };

    /// <param name="row">What the row is about.</param>
    /// <param name="stream">The source.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="parameters">The parameters sent, empty for none, or null when the wish is refused.</param>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Pictures(string row, RemoteStream stream, VideoSubscribeOptions wish, string? parameters)
    {
        Assert.NotEmpty(row);
        var options = new SubscribeOptions { Audio = null, Video = wish };
        if (parameters is null)
        {
            Assert.NotEmpty(Assert.Throws<ArgumentException>(() => SubscribePlan.Create(stream, options)).Message);
            return;
        }

        var track = SubscribePlan.Create(stream, options).Request.GetProperty("media").GetProperty("tracks")[0];
        Assert.Equal(parameters, track.TryGetProperty("parameters", out var sent) ? sent.GetRawText() : "");
    }

    public static TheoryData<string, RemoteStream, RtpCodec[], bool> SoundRows() => new()
    {
        { "existence", Forward, [], false },
        { "format: any", Sound("""{"codec":"opus","sampleRate":48000,"channelNum":2}"""), [], true },
        { "format: an optional one", Sound("""{"codec":"opus"}"""), [RtpCodec.Pcmu], true },
        { "format: another", Sound("""{"codec":"opus"}"""), [G722], false },
        { "format: one this client cannot receive", Sound("""{"codec":"aac"}""", "[]"), [], false },
        { "format: of active-audio streams, that of whoever speaks", Sound("""{"codec":"unknown"}"""), [G722], true },
        { "format: not told", Sound("null"), [G722], true },
    };

    [Theory]
    [MemberData(nameof(SoundRows))]
    public void SoundOfAStream(string row, RemoteStream stream, RtpCodec[] codecs, bool accepted)
    {
        Assert.NotEmpty(row);
        var options = new SubscribeOptions { Audio = new() { Codecs = codecs }, Video = null };
        if (accepted) Assert.Single(SubscribePlan.Create(stream, options).Tracks);
        else Assert.Throws<ArgumentException>(() => SubscribePlan.Create(stream, options));
    }

    [Fact]
    public void SoundAndPictures_MayComeFromDifferentStreams()
    {
        var sound = Sound("""{"codec":"opus"}""");
        var options = new SubscribeOptions { Audio = new() { From = sound }, Video = new() };
        Assert.Equal(
            """{"media":{"tracks":[{"type":"audio","mid":"0","from":"sound"},{"type":"video","mid":"1","from":"video"}]}}""",
            SubscribePlan.Create(Forward, options).Request.GetRawText());
        var swapped = new SubscribeOptions { Video = new() { From = Forward } };
        Assert.Equal(SubscribePlan.Create(Forward, options).Request.GetRawText(), SubscribePlan.Create(sound, swapped).Request.GetRawText());
    }

    /// <summary>What is asked for by name must be there; what comes with the stream is taken where it is there.</summary>
    [Fact]
    public void AStreamNamedForWhatItLacks_IsRefused()
    {
        var sound = Sound("""{"codec":"opus"}""");
        Assert.Throws<ArgumentException>(() => SubscribePlan.Create(sound, new SubscribeOptions { Video = new() { From = sound } }));
        Assert.Throws<ArgumentException>(() => SubscribePlan.Create(Forward, new SubscribeOptions { Audio = new() { From = Forward } }));
        Assert.Single(SubscribePlan.Create(sound, new SubscribeOptions()).Tracks);
    }

    [Theory]
    [InlineData("h", null)]
    [InlineData(null, "layers-1:h")]
    public void ALayer_IsNamedByRidOrTrack_AndAskedForByItsTrack(string? rid, string? trackId)
    {
        var stream = Read("""
            {"id":"layers","type":"forward","media":{"tracks":[
              {"id":"layers-1:q","type":"video","format":{"codec":"vp8"},"mid":"1","rid":"q","parameters":{"resolution":{"width":160,"height":120}}},
              {"id":"layers-1:h","type":"video","format":{"codec":"vp8"},"mid":"1","rid":"h","parameters":{"resolution":{"width":320,"height":240}}}]}}
            """);
        var wish = new VideoSubscribeOptions { Rid = rid, TrackId = trackId, Resolution = new Resolution(320, 240) }; // the layer's own
        var track = SubscribePlan.Create(stream, new SubscribeOptions { Video = wish }).Request.GetProperty("media").GetProperty("tracks")[0];
        Assert.Equal("layers-1:h", track.GetProperty("from").GetString());
        Assert.Throws<ArgumentException>(() => SubscribePlan.Create(stream, new SubscribeOptions { Video = new() { TrackId = "layers-1:f" } }));
    }

    /// <summary>Protocol 1.1 loses the ids of tracks (PROTOCOL §4.13), and its requests name a layer by rid (§4.6).</summary>
    [Fact]
    public void ALayerWithoutATrackId_IsSubscribedToByRid_ButNotSwitchedTo()
    {
        var stream = Read("""
            {"id":"layers","type":"forward","media":{"tracks":[
              {"type":"video","format":{"codec":"vp8"},"rid":"q"},{"type":"video","format":{"codec":"vp8"},"rid":"h"}]}}
            """);
        var options = new SubscribeOptions { Audio = null, Video = new() { Rid = "h" } };
        var video = SubscribePlan.Create(stream, options, ProtocolVersion.Version11).Request.GetProperty("media").GetProperty("video");
        Assert.Equal(("layers", "h"), (video.GetProperty("from").GetString(), video.GetProperty("simulcastRid").GetString()));
        Assert.Throws<ArgumentException>(() => SubscribePlan.Create(stream, options, ProtocolVersion.Version12));
        Assert.Equal(("layers", "h"), (SubscribeSource.Video(stream, options.Video)!.From, SubscribeSource.Video(stream, options.Video)!.Rid));
        Assert.Throws<ArgumentException>(
            () => SubscriptionChange.Source(stream, options, stream, TrackKinds.Video, "h", audioCodec: null, videoCodec: null));
    }

    [Fact]
    public void Quirk_10_3_15_ARefusal_SaysWhatThereIs()
    {
        var options = new SubscribeOptions { Video = new() { FrameRate = 30 } };
        var refusal = Assert.Throws<ArgumentException>(() => SubscribePlan.Create(Forward, options));
        Assert.Equal(
            "The server cannot make 30 frames per second of this stream. Besides what it is, its capabilities list 6, 12, 15, 24.",
            refusal.Message);
    }

    private static RemoteStream Video(string? parameters)
    {
        var known = parameters is null ? "" : $"\"parameters\":{parameters},";
        return Read($$$"""{"id":"video","type":"forward","media":{"tracks":[{"id":"t","type":"video","format":{"codec":"vp8"},{{{known}}}{{{Optional}}}}]}}""");
    }

    private static RemoteStream Sound(string format, string optional = """[{"codec":"pcmu"}]""") =>
        Read($$$"""{"id":"sound","type":"forward","media":{"tracks":[{"type":"audio","format":{{{format}}},"optional":{"format":{{{optional}}}}}]}}""");

    private static RemoteStream Read(string json)
    {
        var message = System.Text.Json.JsonSerializer.Deserialize(json, ProtocolJson.Default.StreamInfoMessage)!;
        return new RemoteStream(message.Id!, StreamInfoReader.Read(message));
    }
}
