using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Streams;
using OwtClient.Testing;

namespace OwtClient.Tests.Streams;

/// <summary>What PROTOCOL §10 warns of, as far as it concerns the model of streams and participants; named by section and number.</summary>
public class StreamQuirkTests
{
    private const string ActiveAudio = """
        {"id":"active-audio-0","type":"forward","info":{"owner":"unknown","type":"selecting","inViews":[]},
         "media":{"tracks":[{"type":"audio","format":{"codec":"unknown"},"optional":{},"status":"active"}]}}
        """;

    private readonly Roster _roster = new();

    public StreamQuirkTests() => _roster.Reset(Json($$$"""
        {"id":"room","participants":[{"id":"me","user":"u","role":"r"}],"streams":[{{{ActiveAudio}}},{{{FakePortal.ForwardStream("x", "bob")}}}]}
        """));

    [Theory]
    [InlineData("""{"id":"x","volume":"major"}""", ActiveAudioVolume.Major)]
    [InlineData("""{"id":"x","volume":"minor"}""", ActiveAudioVolume.Minor)]
    [InlineData("""{"id":"x","volume":"loudest"}""", null)]
    [InlineData("""{"id":"x"}""", null)]
    public void Quirk_10_1_17_ActiveInputOfAnActiveAudioStreamIsAnObject(string value, ActiveAudioVolume? volume)
    {
        var stream = Assert.IsType<RemoteActiveAudioStream>(Stream("active-audio-0"));
        Assert.Null(stream.OwnerId);
        Assert.Null(stream.ActiveInput);
        var update = Assert.IsType<StreamActiveInputChangedEventArgs>(Update("active-audio-0", "activeInput", value));
        Assert.Equal(new ActiveInput("x", volume), update.ActiveInput);
        Assert.Equal(new ActiveInput("x", volume), stream.ActiveInput);
        Assert.IsType<StreamActiveInputChangedEventArgs>(Update("active-audio-0", "activeInput", "null"));
        Assert.Null(stream.ActiveInput);
    }

    [Fact]
    public void Quirk_10_1_18_UnknownTypesAreKept()
    {
        var added = Add(FakePortal.ForwardStream("y", "bob").Replace("\"forward\"", "\"augmented\"", StringComparison.Ordinal));
        Assert.Equal("augmented", added!.Stream.Type);
        Assert.NotNull(added.Stream.Video);
    }

    [Fact]
    public void Quirk_10_2_9_UnknownIdsAndRepetitionsChangeNothing()
    {
        Assert.Null(Apply("participant", """{"action":"leave","data":"stranger"}"""));
        Assert.Null(Apply("stream", """{"id":"never added","status":"remove"}"""));
        Assert.Null(Add(FakePortal.ForwardStream("x", "somebody else")));
        Assert.Equal("bob", Stream("x").OwnerId);
        Assert.Equal(2, _roster.Streams.Count);
        Assert.Single(_roster.Participants);
    }

    /// <summary>Own streams are streams like all others; nothing waits for their publication to be known.</summary>
    [Fact]
    public void Quirk_10_2_10_OwnStreamMayComeBeforeItsPublicationIsReady() =>
        Assert.Equal("me", Add(FakePortal.ForwardStream("mine", "me"))!.Stream.OwnerId);

    [Fact]
    public void Quirk_10_2_11_ParticipantsIncludeOneself()
    {
        Assert.Equal("me", Assert.Single(_roster.Participants).Id);
        Assert.Null(Apply("participant", """{"action":"join","data":{"id":"me","user":"u","role":"r"}}"""));
    }

    [Fact]
    public void Quirk_10_3_17_FullUpdateReplacesTheCapabilities()
    {
        Assert.Equal([new Resolution(320, 240)], Stream("x").Video!.Capabilities.Resolutions);
        Update("x", ".", """
            {"id":"x","type":"forward","media":{"tracks":[{"type":"video","status":"active","format":{"codec":"vp8"},
             "parameters":{"resolution":{"width":1280,"height":720}},"optional":{"parameters":{"resolution":[{"width":960,"height":540}]}}}]}}
            """);
        var video = Stream("x").Video!;
        Assert.Equal(new Resolution(1280, 720), video.Resolution);
        Assert.Equal([new Resolution(960, 540)], video.Capabilities.Resolutions);
        Assert.Empty(video.Capabilities.FrameRates);
        Assert.Null(Stream("x").Audio);
    }

    [Fact]
    public void Quirk_10_3_20_SimulcastLayersAreTracksOfOneMid()
    {
        var stream = Add("""
            {"id":"y","type":"forward","media":{"tracks":[
              {"id":"y-1:q","type":"video","mid":"1","rid":"q","status":"active","parameters":{"resolution":{"width":320,"height":180}}},
              {"id":"y-2","type":"video","mid":"2","source":"screen-cast","status":"inactive"},
              {"id":"y-0","type":"audio","mid":"0","status":"active"},
              {"id":"y-1:f","type":"video","mid":"1","rid":"f","status":"active"}]},"info":{"owner":"bob","type":"webrtc"}}
            """)!.Stream;
        Assert.Equal(["1", "2"], stream.VideoTracks.Select(track => track.Mid));
        Assert.Equal(["q", "f"], stream.VideoLayers.Select(layer => layer.Rid));
        Assert.Equal("y-1:q", stream.Video!.TrackId);
        Assert.Equal("screen-cast", Assert.Single(stream.VideoTracks[1].Layers).Source);
        Update("y", "video.status", "\"inactive\"");
        Assert.All(stream.VideoLayers, layer => Assert.True(layer.IsMuted));
    }

    /// <summary>What the JavaScript SDK loses the whole stream over: sources of a kind it does not expect.</summary>
    [Theory]
    [InlineData("raw-file")]
    [InlineData("encoded-file")]
    [InlineData("mixed")]
    [InlineData("something new")]
    public void Quirk_10_4_AnySourceIsKept(string source)
    {
        var stream = Add(FakePortal.ForwardStream("y", "bob").Replace("\"mic\"", $"\"{source}\"", StringComparison.Ordinal))!.Stream;
        Assert.Equal(source, stream.Audio!.Source);
    }

    /// <summary>What the JavaScript SDK carries over from the track before.</summary>
    [Fact]
    public void Quirk_10_4_TrackWithoutResolutionOrRidHasNone()
    {
        var stream = Add("""
            {"id":"y","type":"forward","media":{"tracks":[
              {"type":"video","mid":"1","rid":"q","parameters":{"resolution":{"width":320,"height":180}}},{"type":"video","mid":"1"}]}}
            """)!.Stream;
        Assert.Null(stream.VideoLayers[1].Resolution);
        Assert.Null(stream.VideoLayers[1].Rid);
    }

    /// <summary>What the JavaScript SDK throws over, and turns into <c>NaN</c>: parameter lists and a bitrate that are missing.</summary>
    [Fact]
    public void Quirk_7_3_MissingListsAreEmptyAndAMissingBitrateIsNone()
    {
        var stream = Add("""
            {"id":"y","type":"forward","media":{"tracks":[{"type":"video","parameters":{},"optional":{"parameters":{"bitrate":["x0.8","x0.2"]}}}]}}
            """)!.Stream;
        Assert.Null(stream.Video!.BitsPerSecond);
        Assert.Equal([0.2, 0.8, 1], stream.Video.Capabilities.BitrateMultipliers);
        Assert.Empty(stream.Video.Capabilities.KeyFrameIntervals);
        Assert.Empty(stream.Video.Capabilities.Formats);
    }

    /// <summary>PROTOCOL §7.1: <c>data</c> is null for mixed streams, absent for most, true for data streams.</summary>
    [Theory]
    [InlineData("true", true)]
    [InlineData("null", false)]
    [InlineData("false", false)]
    public void Quirk_7_1_DataOfAStreamMayBeNull(string data, bool isData) =>
        Assert.Equal(isData, Add($$$"""{"id":"y","type":"forward","data":{{{data}}},"info":{"owner":"bob","type":"quic"}}""")!.Stream.IsData);

    private static OwtClient.Protocol.Messages.RoomMessage Json(string room) => JsonSerializer.Deserialize(room, ProtocolJson.Default.RoomMessage)!;

    private RemoteStream Stream(string id) => _roster.Streams.Single(stream => stream.Id == id);

    private RosterChange.StreamAdded? Add(string stream)
    {
        var id = JsonDocument.Parse(stream).RootElement.GetProperty("id").GetString();
        return (RosterChange.StreamAdded?)Apply("stream", $$$"""{"id":"{{{id}}}","status":"add","data":{{{stream}}}}""");
    }

    private StreamUpdatedEventArgs Update(string id, string field, string value) => Assert.IsType<RosterChange.StreamUpdated>(
        Apply("stream", $$$"""{"id":"{{{id}}}","status":"update","data":{"field":"{{{field}}}","value":{{{value}}}}}""")).Update;

    private RosterChange? Apply(string name, string json)
    {
        var notification = NotificationParser.Parse(name, JsonDocument.Parse(json).RootElement, out var problem);
        Assert.Null(problem);
        return _roster.Apply(notification!);
    }
}
