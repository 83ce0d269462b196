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

    [Theory]
    [InlineData("\"x\"", "x")]
    [InlineData("""{"id":"x","volume":"major"}""", "x")]
    public void ActiveInput_IsATextOrAnObject(string value, string expected)
    {
        Assert.Equal(StreamUpdate.ActiveInput, Update("room-common", "activeInput", value));
        Assert.Equal(expected, ((RemoteMixedStream)Stream("room-common")).ActiveInput!.StreamId);
    }

    /// <summary>Duplicates and news without content change nothing, and nobody is told.</summary>
    [Theory]
    [InlineData("x", "audio.status", "\"active\"")]
    [InlineData("room-common", "video.status", "\"inactive\"")] // it has no pictures
    [InlineData("room-common", "video.layout", "[]")]
    [InlineData("room-common", "activeInput", "\"unknown\"")]
    [InlineData("room-common", "activeInput", "null")]
    [InlineData("nobody", "audio.status", "\"inactive\"")]
    [InlineData("nobody", "video.layout", "[]")]
    [InlineData("nobody", "activeInput", "\"x\"")]
    public void UpdateThatSaysNothingNew_ChangesNothing(string id, string field, string value) =>
        Assert.Null(ApplyUpdate(id, field, value));

    [Fact]
    public void SameUpdateTwice_ChangesOnce()
    {
        const string Layout = """[{"stream":"x","region":{"id":"1","shape":"rectangle","area":{"left":"0","top":"0","width":"1/2","height":"1"}}}]""";
        foreach (var (id, field, value) in (IEnumerable<(string, string, string)>)
            [("x", "audio.status", "\"inactive\""), ("room-common", "video.layout", Layout), ("room-common", "activeInput", "\"x\"")])
        {
            Assert.NotNull(ApplyUpdate(id, field, value));
            Assert.Null(ApplyUpdate(id, field, value));
        }
    }

    private RemoteStream Stream(string id) => _roster.Streams.Single(stream => stream.Id == id);

    private StreamUpdate Update(string id, string field, string value) =>
        Assert.IsType<RosterChange.StreamUpdated>(ApplyUpdate(id, field, value)).Update.Update;

    private RosterChange? ApplyUpdate(string id, string field, string value) =>
        Apply("stream", $$$"""{"id":"{{{id}}}","status":"update","data":{"field":"{{{field}}}","value":{{{value}}}}}""");

    private RosterChange? Apply(string name, string json)
    {
        var notification = NotificationParser.Parse(name, JsonDocument.Parse(json).RootElement, out var problem);
        Assert.Null(problem);
        return _roster.Apply(notification!);
    }
}
