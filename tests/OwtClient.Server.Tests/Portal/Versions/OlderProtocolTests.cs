using System.Text.Json;
using OwtClient.Server.Portal;
using OwtClient.Server.Rooms;
using OwtClient.WebRtc;

namespace OwtClient.Server.Tests.Portal.Versions;

/// <summary>Clients of protocols 1.0 and 1.1 (PROTOCOL §4.3, §4.6, §4.13, §4.14, §3.6).</summary>
public class OlderProtocolTests
{
    private readonly PortalFixture _portal = new();

    public static TheoryData<string> Versions => ["1.0", "1.1"];

    [Theory]
    [InlineData("""{"audio":{"source":"mic"},"video":{"source":"camera"}}""", "publication Audio:0 Video:1")]
    [InlineData("""{"audio":false,"video":{"source":"screen-cast","parameters":{"framerate":30}}}""", "publication Video:0")]
    [InlineData("""{"audio":{"source":"raw-file"},"video":false}""", "publication Audio:0")]
    public void Publish_GetsItsMediaSectionsFromThePortal(string media, string expected)
    {
        var ada = _portal.Join("ada", protocol: "1.0");

        var ack = ada.Request("publish", new { media = Json(media) });

        Assert.Equal("ok", ack![0].GetString());
        Assert.Equal(ack[1].GetProperty("id").GetString(), ack[1].GetProperty("transportId").GetString());
        Assert.Equal([expected], _portal.Media.Calls);
    }

    [Theory]
    [InlineData("""{"media":{"audio":{"source":"mic"}}}""", "request.media should have required property 'video' \"video\"")]
    [InlineData(
        """{"media":{"audio":false,"video":false},"transport":{"type":"webrtc"}}""",
        "request should NOT have additional properties \"transport\"")]
    [InlineData("""{"media":{"audio":null,"video":false}}""",
        "request.media.audio should be object \"object\",request.media.audio should be equal to one of the allowed values [false]")]
    [InlineData("""{"media":{"tracks":[]}}""", "request.media should NOT have additional properties \"tracks\"")]
    public void Publish_OfAnotherForm_IsRefused(string request, string expected) =>
        Assert.Equal(expected, _portal.Join("ada", protocol: "1.1").Request("publish", Json(request))![1].GetString());

    [Theory]
    [MemberData(nameof(Versions))]
    public void Subscribe_TakesFromKinds_AndIgnoresTheFormat(string version)
    {
        var (ada, bob) = (_portal.Join("ada"), _portal.Join("bob", protocol: version));
        var from = _portal.Publish(ada, bob);
        _portal.Media.Calls.Clear();

        var ack = bob.Request("subscribe", new { media = new { audio = false, video = new { from, format = new { codec = "h264" } } } });

        Assert.Equal("ok", ack![0].GetString());
        Assert.Equal(["subscription Video:0"], _portal.Media.Calls);
    }

    [Fact]
    public void Subscribe_WithASimulcastRid_GetsThatLayer()
    {
        var (ada, bob) = (_portal.Join("ada"), _portal.Join("bob", protocol: "1.1"));
        var id = PublishSimulcast(ada);

        bob.Request("subscribe", new { media = new { audio = false, video = new { from = id, simulcastRid = "h" } } });
        var unknown = bob.Request("subscribe", new { media = new { audio = false, video = new { from = id, simulcastRid = "x" } } });

        var session = _portal.Room.Describe().Sessions.Single(session => !session.IsPublication);
        Assert.Equal([id], session.SourceStreamIds);
        Assert.Equal("Target video stream does NOT satisfy:Requested video stream", unknown![1].GetString());
    }

    [Fact]
    public void Stream_IsDescribedWithoutTracks_ByItsVersion()
    {
        var (old, newer, ada) = (_portal.Join("old", protocol: "1.0"), _portal.Join("newer", protocol: "1.1"), _portal.Join("ada"));
        old.Received.Clear();
        newer.Received.Clear();
        PublishSimulcast(ada);

        var oldVideo = AddedMedia(old).GetProperty("video");
        Assert.Equal(["status", "source", "optional", "format"], oldVideo.EnumerateObject().Select(member => member.Name));
        var newerVideo = AddedMedia(newer).GetProperty("video");
        Assert.Equal(["status", "source", "original", "optional"], newerVideo.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            """[{"format":{"codec":"vp8"},"simulcastRid":"q"},{"format":{"codec":"vp8"},"simulcastRid":"h"}]""",
            newerVideo.GetProperty("original").GetRawText());
        Assert.False(AddedMedia(old).TryGetProperty("audio", out _));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void ReadinessOfASession_HasAnEventOfItsOwn(string version)
    {
        var ada = _portal.Join("ada", protocol: version);
        var id = ada.Request(
            "publish", new { media = new { audio = new { source = "mic" }, video = false } })![1].GetProperty("id").GetString()!;
        ada.Received.Clear();

        _portal.ReportReady(id);

        Assert.Equal(
            [
                $$"""progress {"id":"{{id}}","status":"ready"}""",
                $$"""session-progress {"id":"{{id}}","sessionId":"{{id}}","status":"ready"}""",
            ],
            ada.Received);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Relogin_GivesThePlainTicket_ThenWhatWasMissedWhileTheConnectionWasDown(string version)
    {
        var (ada, bob) = (_portal.Join("ada", protocol: version), _portal.Join("bob"));
        bob.Request("text", new { to = "all", message = "before" });
        ada.Break();
        bob.Request("text", new { to = "all", message = "meanwhile" });
        var back = _portal.Connect();

        var ack = back.Request("relogin", ada.LoginResult.GetProperty("reconnectionTicket").GetString());

        Assert.Equal(JsonValueKind.String, ack![1].ValueKind);
        Assert.Equal(["ack relogin", $$"""text {"from":"{{bob.Id}}","to":"all","message":"meanwhile"}"""], back.Received);
        back.Break();
        var again = _portal.Connect();
        again.Request("relogin", ack[1].GetString());
        Assert.Equal(["ack relogin"], again.Received);
    }

    [Fact]
    public void VersionThatIsSwitchedOff_IsUnknown()
    {
        var portal = new PortalFixture(settings: new PortalSettings { ProtocolVersions = ["1.0", "1.1"] });

        Assert.Equal(
            """["error","Unknown client protocol"]""",
            portal.Connect().RequestText("login", PortalFixture.LoginRequest(portal.CreateToken(), protocol: "1.2")));
        portal.Join(protocol: "1.1");
    }

    private string PublishSimulcast(MemoryConnection publisher)
    {
        var tracks = new object[] { new { type = "video", mid = "0", source = "camera" } };
        var id = publisher.Request("publish", new { media = new { tracks } })![1].GetProperty("id").GetString()!;
        _portal.Media.Events.OnPublicationReady(id, id, [Layer(id, "q"), Layer(id, "h")]);
        _portal.Time.Advance(TimeSpan.FromMilliseconds(10));
        return id;
    }

    private static StreamTrack Layer(string id, string rid) =>
        new($"{id}-0:{rid}", MediaKind.Video, "0") { Codec = RtpCodec.Vp8, Source = "camera", Rid = rid };

    private static JsonElement AddedMedia(MemoryConnection connection) =>
        Json(connection.Received.Single(line => line.StartsWith("stream ", StringComparison.Ordinal))["stream ".Length..])
            .GetProperty("data").GetProperty("media");

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
