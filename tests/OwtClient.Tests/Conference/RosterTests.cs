using System.Text.Json;
using OwtClient.Conference;
using OwtClient.Protocol;
using OwtClient.Protocol.Messages;
using OwtClient.Streams;
using OwtClient.Testing;

namespace OwtClient.Tests.Conference;

public class RosterTests
{
    private const string Mixed =
        """
        {"id":"room-common","type":"mixed","data":null,"media":{"tracks":[{"type":"audio","format":{"codec":"opus"},"optional":{},"status":"active"}]},
         "info":{"label":"common","activeInput":"unknown","layout":[]}}
        """;

    private readonly Roster _roster = new();

    public RosterTests() => _roster.Reset(JsonSerializer.Deserialize(
        $$$"""{"id":"room","participants":[{"id":"me","user":"u","role":"r"}],"streams":[{{{Mixed}}},{{{FakePortal.ForwardStream("x", "bob")}}}]}""", ProtocolJson.Default.RoomMessage)!);

    [Fact]
    public void LoginResult_FillsIt()
    {
        Assert.Equal("me", Assert.Single(_roster.Participants).Id);
        Assert.Equal("common", Assert.IsType<RemoteMixedStream>(_roster.Streams[0]).Label);
        Assert.Equal("bob", _roster.Streams[1].OwnerId);
    }

    [Fact]
    public void Participants_JoinAndLeaveOnce()
    {
        Assert.IsType<RosterChange.ParticipantJoined>(Apply("participant", """{"action":"join","data":{"id":"p","user":"u","role":"r"}}"""));
        Assert.Null(Apply("participant", """{"action":"join","data":{"id":"p","user":"u","role":"r"}}"""));
        Assert.IsType<RosterChange.ParticipantLeft>(Apply("participant", """{"action":"leave","data":"p"}"""));
        Assert.Null(Apply("participant", """{"action":"leave","data":"p"}"""));
    }

    [Fact]
    public void Streams_ComeAndGoOnce()
    {
        var add = $$$"""{"id":"y","status":"add","data":{{{FakePortal.ForwardStream("y", "bob")}}}}""";
        var added = Assert.IsType<RosterChange.StreamAdded>(Apply("stream", add));
        Assert.Null(Apply("stream", add));
        var ended = Assert.IsType<RosterChange.StreamEnded>(Apply("stream", """{"id":"y","status":"remove"}"""));
        Assert.Same(added.Stream, ended.Stream);
        Assert.True(ended.Stream.HasEnded);
        Assert.Null(Apply("stream", """{"id":"y","status":"remove"}"""));
        Assert.Null(Apply("stream", """{"id":"y","status":"update","data":{"field":"audio.status","value":"inactive"}}"""));
    }

    [Fact]
    public void Status_MutesOneKind()
    {
        var stream = Stream("x");
        Assert.Equal(StreamUpdate.Status, Update("x", "video.status", "\"inactive\""));
        Assert.True(stream.Video!.IsMuted);
        Assert.False(stream.Audio!.IsMuted);
        Update("x", "video.status", "\"active\"");
        Assert.False(stream.Video.IsMuted);
    }

    [Fact]
    public void FullUpdate_ReplacesSettingsAndCapabilities()
    {
        var stream = Stream("x");
        Assert.Equal(StreamUpdate.Description, Update("x", ".", FakePortal.ForwardStream("x", "bob").Replace("\"width\":640,\"height\":480", "\"width\":1280,\"height\":720", StringComparison.Ordinal)));
        Assert.Equal(new Resolution(1280, 720), stream.Video!.Resolution);
        Assert.Same(stream, Stream("x"));
    }

    /// <summary>Fraction texts as documented, fraction objects as the recorded server sends them, and numbers.</summary>
    [Theory]
    [InlineData("\"1/2\"", 0.5)]
    [InlineData("\"1\"", 1.0)]
    [InlineData("\"0\"", 0.0)]
    [InlineData("0.25", 0.25)]
    [InlineData("""{"numerator":1,"denominator":4}""", 0.25)]
    public void Layout_FractionsAreRead(string width, double expected)
    {
        var layout = $$$$"""[{"stream":"x","region":{"id":"1","shape":"rectangle","area":{"left":"0/1","top":"0","width":{{{{width}}}},"height":"1"}}}]""";
        Assert.Equal(StreamUpdate.Layout, Update("room-common", "video.layout", layout));
        Assert.Equal(new LayoutRegion("1", "x", 0, 0, expected, 1), Assert.Single(((RemoteMixedStream)Stream("room-common")).Layout));
    }

    [Theory]
    [InlineData("\"1/0\"")]
    [InlineData("\"a/b\"")]
    [InlineData("\"1/2/3\"")]
    [InlineData("\"NaN\"")]
    [InlineData("null")]
    [InlineData("""{"numerator":1,"denominator":0}""")]
    public void Layout_RegionThatCannotBeDrawn_IsLeftOut(string width)
    {
        Update("room-common", "video.layout", $$$$"""[{"region":{"id":"1","area":{"left":"0","top":"0","width":{{{{width}}}},"height":"1"}}}]""");
        Assert.Empty(((RemoteMixedStream)Stream("room-common")).Layout);
    }

    [Theory]
    [InlineData("\"x\"", "x")]
    [InlineData("\"unknown\"", null)]
    [InlineData("""{"id":"x","volume":"major"}""", "x")]
    [InlineData("null", null)]
    public void ActiveInput_IsATextOrAnObject(string value, string? expected)
    {
        Update("room-common", "activeInput", value);
        Assert.Equal(expected, ((RemoteMixedStream)Stream("room-common")).ActiveInput);
    }

    private RemoteStream Stream(string id) => _roster.Streams.Single(stream => stream.Id == id);

    private StreamUpdate Update(string id, string field, string value) =>
        Assert.IsType<RosterChange.StreamUpdated>(Apply("stream", $$$"""{"id":"{{{id}}}","status":"update","data":{"field":"{{{field}}}","value":{{{value}}}}}""")).Update;

    private RosterChange? Apply(string name, string json)
    {
        var notification = NotificationParser.Parse(name, JsonDocument.Parse(json).RootElement, out var problem);
        Assert.Null(problem);
        return _roster.Apply(notification!);
    }
}
